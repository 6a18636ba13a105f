import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanager } from '../../../gate/actions/alertmanager.ts';
import type { ActionContext } from '../../../gate/actions/context.ts';
import type { Action, Verdict } from '../../../gate/verdict/verdict.ts';
import { aContext, type Receiver } from './fixtures.ts';

/** An alert as API v2 has it. */
export interface Posted {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
}

/** What a server got, as API v2 has it: a list for each request. */
export const posted = ({ received }: Receiver): Posted[][] => received.map(({ body }) => JSON.parse(body) as Posted[]);

/** Whether an alert fires, and which check it is of. */
export const states = (alerts: Posted[] = []): string[] =>
  alerts.map(({ labels, endsAt }) => {
    const isOver = Date.parse(endsAt) <= Date.now();
    return `${labels['alertname'] ?? ''} ${labels['check'] ?? ''} ${isOver ? 'resolved' : 'fires'}`;
  });

/** Tells of a verdict, with a context that differs in `part`. */
export type Tell = (verdict: Verdict, part?: Partial<ActionContext>) => Promise<Action | undefined>;

export const teller =
  ({ url }: Receiver, state: string): Tell =>
  (verdict, part = {}) =>
    alertmanager({ ...aContext(state, { alertmanagerUrl: url }), verdict, ...part });

export const secondsFromNow = (time = ''): number => (Date.parse(time) - Date.now()) / 1000;

/** Lets everything that is remembered look older. */
export function age(state: string, minutes: number): void {
  const [name = ''] = readdirSync(state);
  const older = (text: string): string => new Date(Date.parse(text) - minutes * 60_000).toISOString();
  const text = readFileSync(join(state, name), 'utf8');
  writeFileSync(join(state, name), text.replace(/20\d\d-[\d-]+T[\d:.]+Z/g, older));
}
