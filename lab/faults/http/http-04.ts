import type { Fault } from '../fault.ts';

const outdated = (body: string): string => {
  const document = JSON.parse(body) as { supported_nips: number[]; limitation: object };
  const supported_nips = document.supported_nips.filter((nip) => ![29, 42].includes(nip));
  const limitation = { ...document.limitation, auth_required: false, max_filters: 1, max_limit: 2 };
  return JSON.stringify({ ...document, supported_nips, limitation });
};

/** The document is served from the settings of before, when everybody could read. */
export default {
  id: 'HTTP-04',
  title: 'The relay information says other limits, NIPs and needs than the relay has',
  class: 'http',
  severity: 'major',
  source: 'cameri/nostream@4d030c7',
  tier: 'fast',
  meant: {
    'pr-staging': ['nip-11/auth-required-is-said', 'nip-11/max-limit-is-kept', 'nip-11/nip-42-is-claimed'],
  },
  deployment: { relay: { policy: { authToRead: true } }, environment: { RELAY_POLICY: 'auth-to-read' } },
  injection: {
    at: 'wire',
    wire: () => ({
      http: (_request, reply) => (reply.body.startsWith('{') ? { ...reply, body: outdated(reply.body) } : reply),
    }),
  },
} satisfies Fault;
