import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { DialectName } from '../../../fixtures/config/streams-words.ts';
import type { WalkOutcome } from '../../../fixtures/streams/record.ts';
import { SYNTHETIC_RECIPIENT } from '../../../fixtures/streams/synthetic.ts';
import type { WalkOptions } from '../../../fixtures/streams/walk.ts';
import { cleanEnvironment } from '../../../lab/run/run-project.ts';
import type { Answer, StreamsSeams } from '../../../lab/streams-api/seams.ts';
import type { RunningStreamsApi } from '../../../lab/streams-api/start.ts';

/** What a walk in a process of its own is told. */
export interface Errand extends WalkOptions {
  url: string;
  token: string;
  dialect: DialectName;
  /** Default: synthetic. */
  tenant?: string;
}

/** Somebody to be killed; may be named later. */
export interface Victim {
  kill: () => void;
}

/** A walk in a process of its own. */
export interface WalkingChild extends Victim {
  /** What it found; undefined where it was killed. */
  ended: Promise<WalkOutcome | undefined>;
}

/** Starts one. It does not outlive the process that started it for longer than its deadline. */
export function walkInAChild(errand: Errand): WalkingChild {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'tests/self/streams/walking-child.ts'], {
    env: { ...cleanEnvironment(), ERRAND: JSON.stringify(errand) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    kill: () => void child.kill('SIGKILL'),
    ended: once(child, 'close').then(() => (text === '' ? undefined : (JSON.parse(text) as WalkOutcome))),
  };
}

/** A moment of a walk: an answer is made, and heard by who asked for it or not. */
export interface Moment {
  method: string;
  path: RegExp;
  status: number;
  /** The state of the stream in the answer. */
  state?: string;
  isHeard: boolean;
}

/**
 * A seam that strikes once, at this moment: before the answer leaves, or when the next request shows that it was heard. A
 * signal is delivered before the next line runs, so nothing of an unheard answer is ever read.
 */
export function striking(moment: Moment, victim: Victim): Pick<StreamsSeams, 'response'> {
  let [isMade, isStruck] = [false, false];
  const now = (): void => {
    if (!isStruck) victim.kill();
    isStruck = true;
  };
  return {
    response: (answer, asked) => {
      if (isMade && moment.isHeard) now();
      isMade ||= isAt(moment, answer, asked);
      if (isMade && !moment.isHeard) now();
      return answer;
    },
  };
}

const isAt = (moment: Moment, { status, body }: Answer, { method, path }: { method: string; path: string }): boolean =>
  method === moment.method &&
  moment.path.test(path) &&
  status === moment.status &&
  (moment.state === undefined || JSON.stringify(body).includes(`"status":"${moment.state}"`));

const TERMINAL = ['ended', 'completed', 'cancelled'];

/** What became of the synthetic streams of an API: how many there are, those that are open, and how often each was paid. */
export function tallyOf(api: RunningStreamsApi): {
  made: number;
  open: number;
  payments: number;
  mostPerStream: number;
} {
  const streams = api.streams().filter(({ row }) => row.recipient === SYNTHETIC_RECIPIENT);
  const paid = api.payments().map(({ streamId }) => streamId);
  return {
    made: streams.length,
    open: streams.filter(({ row }) => !TERMINAL.includes(row.status)).length,
    payments: paid.length,
    mostPerStream: Math.max(0, ...paid.map((id) => paid.filter((other) => other === id).length)),
  };
}
