import type { Fault } from '../fault.ts';
import { loginAnswers } from '../parts/auth-answers.ts';

export default {
  id: 'AUTH-02',
  title: 'A login that works is never answered',
  class: 'auth',
  severity: 'blocker',
  source: 'scsibug/nostr-rs-relay#213',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/auth-is-answered-with-ok'],
    'pr-staging': ['nip-42/every-connection-can-log-in', 'nip-42/retry-after-login-is-served'],
  },
  injection: {
    at: 'wire',
    wire: () =>
      loginAnswers((frame, pass) => {
        if (frame[2] !== true) pass(frame);
      }),
  },
} satisfies Fault;
