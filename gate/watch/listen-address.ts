import { isIP } from 'node:net';

/** Where the watch listens. */
export interface ListenAddress {
  host: string;
  port: number;
  /** Reachable from this machine only. */
  isLoopback: boolean;
}

/** Reads HOST:PORT, with brackets around an IPv6 address; undefined where it is none. */
export function readListenAddress(text: string): ListenAddress | undefined {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port > 65_535 || (bracketed !== undefined && isIP(bracketed) !== 6)) return undefined;
  const isLoopback = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
  return { host, port, isLoopback };
}
