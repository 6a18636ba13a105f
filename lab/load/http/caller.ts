import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { Outcome } from '../deed.ts';
import type { History } from '../history.ts';
import type { Client } from '../people/talker.ts';

/** One request; `id` where it writes something. */
export interface Call {
  method: 'GET' | 'PUT';
  path: string;
  body?: Buffer;
  id?: string;
}

export interface CallerOptions {
  name: string;
  /** http://127.0.0.1:PORT of HAProxy. */
  http: string;
  /** What it is in the history. */
  op: string;
  /** Milliseconds between the beginnings of two requests; at least 10. The next one waits for the answer. */
  everyMs: number;
  /** Keeps the cookie that it gets, and so stays with one relay. */
  isSticky: boolean;
  /** Of the system, for markers and media. */
  token: string;
  history: History;
  next: (count: number) => Call;
  /** Milliseconds; then the request is given up. Default 10,000. */
  answerWithinMs?: number;
}

interface Answer {
  outcome: Outcome;
  words: string;
  status?: number;
  cookie?: string;
}

const FASTEST_MS = 10;
const ANSWER_WITHIN_MS = 10_000;

/** Calls again and again, across every fault. */
export function startCaller({
  name,
  http,
  op,
  everyMs,
  isSticky,
  token,
  history,
  next,
  ...options
}: CallerOptions): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { answerWithinMs = ANSWER_WITHIN_MS } = options;
  let [isOver, count, cookie] = [false, 0, ''];

  const callOnce = async (): Promise<void> => {
    const call = next((count += 1));
    const atMs = history.now();
    const headers = { Authorization: `Bearer ${token}`, ...(cookie !== '' && { Cookie: cookie }) };
    const answer = await send(`${http}${call.path}`, { ...call, headers, agent, answerWithinMs });
    if (isSticky && answer.cookie !== undefined) cookie = answer.cookie;
    const { outcome, words, status } = answer;
    const said = { ...(status !== undefined && { status }), ...(call.id !== undefined && { id: call.id }) };
    history.did({ atMs, latencyMs: history.now() - atMs, client: name, op, outcome, words, ...said });
  };
  const work = async (): Promise<void> => {
    while (!isOver) {
      const startedAtMs = performance.now();
      await callOnce();
      const restMs = Math.max(FASTEST_MS, everyMs) - (performance.now() - startedAtMs);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, restMs)));
    }
  };
  const worked = work();
  return {
    stop: async () => {
      isOver = true;
      await worked;
      agent.destroy();
    },
  };
}

interface Sending extends Call {
  headers: Record<string, string>;
  agent: Agent;
  answerWithinMs: number;
}

/** Never throws. What a proxy says for a server that said nothing (502, 504) leaves open whether a write was done. */
async function send(url: string, { method, body, headers, agent, answerWithinMs }: Sending): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const asked = request(url, { method, headers, agent, signal }).end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const status = response.statusCode ?? 0;
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
    const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
    const known = { status, ...(cookie !== undefined && { cookie }) };
    if (status < 300) return { outcome: 'acknowledged', words: '', ...known };
    const words = `HTTP ${status} ${Buffer.concat(chunks).toString('utf8', 0, 200).replaceAll(/\s+/g, ' ')}`.trim();
    return { outcome: method === 'PUT' && [502, 504].includes(status) ? 'ambiguous' : 'failed', words, ...known };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { outcome: code === 'ECONNREFUSED' || method === 'GET' ? 'failed' : 'ambiguous', words: code || message };
  }
}
