/** The relay's answer to a wish: the third and fourth element of an OK, or the reason of a CLOSED (NIP-01). */
export interface Decision {
  accepted: boolean;
  /** A refusal starts with a single-word prefix and a colon, e.g. `restricted: …`. Empty or `duplicate: …` else. */
  reason: string;
}

export const accept = (reason = ''): Decision => ({ accepted: true, reason });
export const refuse = (reason: string): Decision => ({ accepted: false, reason });
