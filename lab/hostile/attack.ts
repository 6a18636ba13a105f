import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Line } from './line.ts';

/** 1 is mild, 3 is as bad as it gets. */
export type Strength = 1 | 2 | 3;

/** What an attack has at hand when it strikes in the midst of a conversation. */
export interface Blow {
  line: Line;
  /** Every connection of this session. */
  lines: Line[];
  strength: Strength;
  random: () => number;
  /** What the visitor said, where the attack strikes at that. */
  said: unknown[];
  /** What the relay is about to say; empty where it is about to say nothing. */
  answer: unknown[];
}

/** How the healthy relay answers an HTTP request. */
export interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What an attack has at hand on an HTTP request or on the request to become a WebSocket. */
export interface HttpBlow {
  socket: Socket;
  strength: Strength;
  request: IncomingMessage;
  random: () => number;
}

/** Strikes at frames. What it tells through the line counts as told. */
export interface FrameAttack {
  on: 'frames';
  name: string;
  strike: (blow: Blow) => void;
}

/** Answers the request for an upgrade, wrongly: no connection comes about. */
export interface UpgradeAttack {
  on: 'upgrade';
  name: string;
  strike: (blow: HttpBlow) => void;
}

/** Answers a plain HTTP request, wrongly. Gives the answer that an honest reader saw, where there is one. */
export interface HttpAttack {
  on: 'http';
  name: string;
  strike: (blow: HttpBlow, healthy: HttpReply) => HttpReply | undefined;
}

export type Attack = FrameAttack | UpgradeAttack | HttpAttack;

/** Attacks of one family on frames, by name. */
export const onFrames = (family: string, attacks: Record<string, FrameAttack['strike']>): FrameAttack[] =>
  Object.entries(attacks).map(([name, strike]) => ({ on: 'frames', name: `${family}/${name}`, strike }));

export const pick = <Item>(items: readonly Item[], random: () => number): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** The subscription or the event that a message is about. */
export function subjectOf([, subject]: unknown[]): string {
  if (typeof subject === 'string') return subject;
  const { id } = (subject ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
