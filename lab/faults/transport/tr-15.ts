import type { Fault } from '../fault.ts';

export default {
  id: 'TR-15',
  title: 'A message with a space or a newline around it is not read',
  class: 'transport',
  severity: 'minor',
  source: 'privkeyio/wisp@f63c1e3',
  tier: 'fast',
  meant: {
    'pr-staging': [
      'survives-bad-input/white-space-before-a-message-is-read-over',
      'survives-bad-input/white-space-after-a-message-is-read-over',
    ],
  },
  injection: { at: 'relay', relay: () => ({ seams: { received: (text) => (text.trim() === text ? text : '') } }) },
} satisfies Fault;
