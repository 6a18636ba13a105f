import type { Fault } from '../fault.ts';
import { loginAnswers } from '../parts/auth-answers.ts';

export default {
  id: 'AUTH-01',
  title: 'A login that fails gets a NOTICE instead of its OK false',
  class: 'auth',
  severity: 'major',
  source: 'hoytech/strfry#200',
  tier: 'fast',
  meant: {
    'prod-canary': ['nip-42/wrong-auth-is-refused'],
    'pr-staging': ['nip-42/refused-login-has-its-ok'],
  },
  injection: {
    at: 'wire',
    wire: () =>
      loginAnswers(([verb, id, accepted, reason], pass) => {
        pass(accepted === true ? [verb, id, accepted, reason] : ['NOTICE', reason]);
      }),
  },
} satisfies Fault;
