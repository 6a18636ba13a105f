import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Blow, HttpReply } from './attack.ts';
import { ATTACKS } from './attacks/all.ts';
import type { Line } from './line.ts';
import type { Plan, PlannedAttack } from './plan.ts';

interface Requested {
  socket: Socket;
  request: IncomingMessage;
}

/** Holds the plan against what happens, strikes when the moment has come, and counts. */
export class Strikes {
  /** How often each attack of the plan struck. */
  readonly struck: number[];
  readonly #plan: Plan;
  readonly #lines: Line[];
  readonly #random: () => number;
  readonly #done = new Set<string>();
  readonly #frames = new Map<Line, number>();
  #upgrades = 0;

  constructor(plan: Plan, lines: Line[], random: () => number) {
    this.#plan = plan;
    this.#lines = lines;
    this.#random = random;
    this.struck = plan.attacks.map(() => 0);
  }

  /** Gives what an honest reader saw, where an attack took the place of the answer. */
  onHttp(requested: Requested, healthy: HttpReply): { seen: HttpReply | undefined } | undefined {
    for (const [index, planned] of this.#plan.attacks.entries()) {
      const attack = ATTACKS.get(planned.attack);
      if (attack?.on !== 'http' || !this.#isDue(index, planned, 'http')) continue;
      this.#count(index, 'http');
      return { seen: attack.strike({ ...requested, strength: planned.strength, random: this.#random }, healthy) };
    }
    return undefined;
  }

  /** Whether the request was answered wrongly, so that no connection comes about. */
  onUpgrade(requested: Requested): boolean {
    const number = this.#upgrades;
    this.#upgrades += 1;
    for (const [index, planned] of this.#plan.attacks.entries()) {
      const attack = ATTACKS.get(planned.attack);
      if (attack?.on !== 'upgrade' || !this.#isDue(index, planned, number)) continue;
      this.#count(index, number);
      attack.strike({ ...requested, strength: planned.strength, random: this.#random });
      return true;
    }
    return false;
  }

  /** The visitor said something: gives whether the attack is the answer. */
  onSaid(line: Line, said: unknown[]): boolean {
    let isAnswered = false;
    for (const [index, planned] of this.#plan.attacks.entries()) {
      if (planned.moment.at !== 'said' || planned.moment.verb !== said[0]) continue;
      if (this.#strike(index, planned, line, { said, answer: [] })) isAnswered ||= planned.moment.instead;
    }
    return isAnswered;
  }

  /** The relay says something: one attack may take its place, others come after it. */
  onAnswer(line: Line, answer: unknown[], said: unknown[]): void {
    const index = this.#plan.attacks.findIndex(
      (planned, at) =>
        planned.moment.at === 'answer' && planned.moment.verb === answer[0] && this.#isDue(at, planned, line.number),
    );
    const planned = this.#plan.attacks[index];
    if (!planned || !this.#strike(index, planned, line, { said, answer })) line.tell(answer);
    const frames = (this.#frames.get(line) ?? 0) + 1;
    this.#frames.set(line, frames);
    for (const [at, each] of this.#plan.attacks.entries())
      if (
        each.moment.at === 'frame' &&
        (each.times === 'once' ? frames === each.moment.after + 1 : frames > each.moment.after)
      )
        this.#strike(at, each, line, { said: [], answer: [] });
  }

  #strike(index: number, planned: PlannedAttack, line: Line, about: Pick<Blow, 'said' | 'answer'>): boolean {
    const attack = ATTACKS.get(planned.attack);
    if (attack?.on !== 'frames' || !this.#isDue(index, planned, line.number)) return false;
    this.#count(index, line.number);
    attack.strike({ ...about, line, lines: this.#lines, strength: planned.strength, random: this.#random });
    return true;
  }

  #isDue(index: number, { line, times }: PlannedAttack, number: number | 'http'): boolean {
    const isHere = number === 'http' || line === 'each' || line === number;
    return isHere && (times === 'always' || !this.#done.has(`${index} ${number}`));
  }

  #count(index: number, number: number | 'http'): void {
    this.struck[index] = (this.struck[index] ?? 0) + 1;
    this.#done.add(`${index} ${number}`);
  }
}
