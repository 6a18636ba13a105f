import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { seededRandom } from '../random.ts';
import type { HttpReply } from './attack.ts';
import { Line, type Entry } from './line.ts';
import { answerAs } from './manner.ts';
import type { Plan } from './plan.ts';
import { Strikes } from './strikes.ts';

/** What really happened in a session, as the hostile relay saw it. */
export interface Ledger {
  /** What crossed each connection that came about. */
  lines: Entry[][];
  /** The whole and well-formed HTTP answers that were given, by path. */
  served: Record<string, HttpReply[]>;
  /** How often each attack of the plan struck. */
  struck: number[];
}

/** A hostile relay that listens, before a healthy one or before none. */
interface Front {
  url: string;
  ledger: () => Ledger;
  stop: () => Promise<void>;
}

const MOST_BYTES = 8 * 1024 * 1024;

/** Starts a hostile relay that follows the plan. `healthy` is the relay behind it (ws://…). */
export async function startFront(plan: Plan, healthy: string): Promise<Front> {
  const random = seededRandom(plan.seed ^ 0x5eed);
  const lines: Line[] = [];
  const strikes = new Strikes(plan, lines, random);
  const served: Ledger['served'] = {};
  const [server, open] = [createServer(), new Set<Socket>()];
  server.on('connection', (socket) => {
    open.add(socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket)));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    const path = request.url ?? '/';
    void replyOf(healthy, request).then((reply) => {
      const attacked = strikes.onHttp({ socket, request }, reply);
      if (!attacked) response.writeHead(reply.status, reply.headers).end(reply.body);
      const seen = attacked ? attacked.seen : reply;
      if (seen) (served[path] ??= []).push(seen);
    });
  });
  const accepting = new WebSocketServer({
    ...{ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: plan.compresses },
  });
  server.on('upgrade', (request, _stream, head) => {
    const { socket } = request;
    if (strikes.onUpgrade({ socket, request })) return;
    accepting.handleUpgrade(request, socket, head, (client) => {
      const line = new Line(lines.length, socket);
      lines.push(line);
      converse(client, line, { plan, strikes, healthy, request });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger: () => ({ lines: lines.map(({ log }) => [...log]), served, struck: strikes.struck }),
    stop: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Surroundings {
  plan: Plan;
  strikes: Strikes;
  healthy: string;
  request: IncomingMessage;
}

/** One conversation: with the healthy relay behind, or with the plan's manner. */
function converse(client: WebSocket, line: Line, { plan, strikes, healthy, request }: Surroundings): void {
  client.on('error', () => undefined);
  const say = (message: unknown[], said: unknown[] = []): void => strikes.onAnswer(line, message, said);
  const relay =
    plan.manner === 'healthy but for one thing'
      ? joinRelay(healthy, request, say, () => line.end())
      : answerAs(plan.manner, say, seededRandom(plan.seed + line.number));
  client.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as unknown[];
    line.hear(message);
    if (!strikes.onSaid(line, message)) relay.hear(message);
  });
  client.on('close', () => relay.leave());
}

/** Whoever answers behind the hostile front. */
export interface Behind {
  hear: (message: unknown[]) => void;
  leave: () => void;
}

function joinRelay(url: string, request: IncomingMessage, say: (message: unknown[]) => void, end: () => void): Behind {
  const { host = '', origin } = request.headers;
  const headers = { host, ...(origin !== undefined && { origin }) };
  const relay = new WebSocket(url, { headers, perMessageDeflate: false, maxPayload: MOST_BYTES });
  const waiting: string[] = [];
  relay.on('open', () => {
    for (const text of waiting.splice(0)) relay.send(text);
  });
  relay.on('message', (data: Buffer) => say(JSON.parse(data.toString()) as unknown[]));
  relay.on('error', end);
  relay.on('close', end);
  return {
    hear: (message) => {
      const text = JSON.stringify(message);
      if (relay.readyState === WebSocket.CONNECTING) waiting.push(text);
      else if (relay.readyState === WebSocket.OPEN) relay.send(text);
    },
    leave: () => relay.terminate(),
  };
}

/** What the healthy relay answers to a plain request. */
async function replyOf(healthy: string, { url = '/', headers }: IncomingMessage): Promise<HttpReply> {
  const asking = ask(new URL(url, healthy.replace('ws:', 'http:')), { headers, agent: false });
  asking.end();
  try {
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    const parts = (await answer.toArray()) as Buffer[];
    const kept = Object.entries(answer.headers)
      .filter(([name]) => !['transfer-encoding', 'content-length', 'connection'].includes(name))
      .map(([name, value]) => [name, String(value)]);
    const plain = Object.fromEntries(kept) as Record<string, string>;
    return { status: answer.statusCode ?? 502, headers: plain, body: Buffer.concat(parts).toString() };
  } catch {
    return { status: 502, headers: {}, body: '' };
  }
}
