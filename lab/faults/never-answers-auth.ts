import type { Fault } from './fault.ts';

/** A login gets no OK, so a client waits for ever. */
export const neverAnswersAuth: Fault = {
  id: 'AUTH-02',
  title: 'AUTH is never acknowledged',
  source: 'AUTH-02; nostr-rs-relay issue 213',
  seams: { authDecision: () => null },
};
