import { makeCertificates } from '../../infrastructure/certificates.ts';
import { startHaproxy } from '../../infrastructure/haproxy.ts';
import type { LabRelay } from '../../run/lab-relay.ts';
import type { Place } from '../fault.ts';

const DAY_MS = 24 * 3600 * 1000;

interface Served {
  /** Default: the address at which the relay is reached. */
  name?: string;
  /** Days from now. Default: for three months. */
  validForDays?: number;
}

/** The relay behind HAProxy, which ends TLS with a certificate of an authority that the run trusts. */
export async function overTls(relay: LabRelay, { name = 'IP:127.0.0.1', validForDays = 90 }: Served): Promise<Place> {
  const validTo = new Date(Date.now() + validForDays * DAY_MS);
  const validFrom = new Date(validTo.getTime() - 91 * DAY_MS);
  const { authority, certificate, remove } = makeCertificates({ name, validFrom, validTo });
  const { url, stop } = await startHaproxy({ relays: [relay.url], certificate });
  return { url, environment: { NODE_EXTRA_CA_CERTS: authority }, stop: () => stop().finally(remove) };
}
