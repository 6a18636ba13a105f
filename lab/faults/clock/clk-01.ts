import type { Fault } from '../fault.ts';

export default {
  id: 'CLK-01',
  title: "The relay's clock is twenty minutes slow, so fresh messages and logins are refused",
  class: 'clock',
  severity: 'blocker',
  source: 'hoytech/strfry#143',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-29/member-message-is-accepted', 'nip-42/auth-is-answered-with-ok'],
    'pr-staging': ['nip-01/accepted-is-stored-and-delivered'],
  },
  injection: { at: 'relay', relay: () => ({ seams: { clock: (healthySeconds) => healthySeconds - 20 * 60 } }) },
} satisfies Fault;
