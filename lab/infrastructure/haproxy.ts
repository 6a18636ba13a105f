import { writeFileSync } from 'node:fs';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import { startProgram } from './program.ts';
import { makeScratch } from './scratch.ts';

/** A server in front of relays. */
export interface Front {
  /** As its clients reach it, for example ws://127.0.0.1:40123 */
  url: string;
  stop: () => Promise<void>;
}

interface Haproxy {
  /** The relays (ws://host:port), which take their turns. */
  relays: string[];
  /** Default: a free one. */
  port?: number;
  /** A file with a certificate and its key: HAProxy ends TLS. Default: no TLS. */
  certificate?: string;
  /** Lines of the frontend, of the backend, and whole sections. */
  frontend?: string[];
  backend?: string[];
  sections?: string[];
  /** See Program. */
  isApart?: boolean;
}

const DEFAULTS = `global
  nbthread 1
defaults
  mode http
  timeout connect 5s
  timeout client 1h
  timeout server 1h
  timeout tunnel 1h
  retries 0
`;

/** Starts HAProxy on loopback before relays. Nobody checks their health, and the turns are strict. */
export async function startHaproxy({ relays, certificate, ...options }: Haproxy): Promise<Front> {
  const port = options.port ?? (await freePort());
  const isTls = certificate !== undefined;
  const lines = [
    'frontend clients',
    `  bind 127.0.0.1:${port}${isTls ? ` ssl crt ${certificate}` : ''}`,
    ...(isTls ? ['  http-request set-header X-Forwarded-Proto https'] : []),
    ...(options.frontend ?? []).map((line) => `  ${line}`),
    '  default_backend relays',
    'backend relays',
    '  balance roundrobin',
    ...(options.backend ?? []).map((line) => `  ${line}`),
    ...relays.map((url, index) => `  server relay-${index + 1} ${new URL(url).host}`),
    ...(options.sections ?? []),
  ];
  const scratch = makeScratch();
  const file = scratch.file('haproxy.cfg');
  writeFileSync(file, `${DEFAULTS}${lines.join('\n')}\n`);
  const start = { program: 'haproxy', arguments: ['-db', '-q', '-f', file], port };
  try {
    const { stop } = await startProgram({ ...start, isApart: options.isApart ?? false });
    return { url: `${isTls ? 'wss' : 'ws'}://127.0.0.1:${port}`, stop: () => stop().finally(scratch.remove) };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
