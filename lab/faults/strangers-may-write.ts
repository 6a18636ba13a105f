import type { Fault } from './fault.ts';

/** The check of membership fails open. */
export const strangersMayWrite: Fault = {
  id: 'strangers-may-write',
  title: 'A closed group takes messages from everybody',
  source: 'MEM-01: the closed flag inverted when metadata is edited',
  seams: {
    writeDecision: (healthy, { event }) => (event.kind === 9 ? { accepted: true, reason: '' } : healthy),
  },
};
