import type { Harm } from './deed.ts';

/** How one kind of deploy is spoken of. */
interface Wording {
  person: string;
  /** What the people want to have done, one and many. */
  deed: string;
  deeds: string;
  done: string;
  /** What everybody does, and what all of them do. */
  does: string;
  do: string;
  /** Who refuses. */
  speaker: string;
  /** Done, but the second look did not agree. */
  notConfirmed: string;
  /** What can be found out afterwards. */
  harms: Partial<Record<Harm, string>>;
}

export const WORDING: Record<'relay' | 'streams-api', Wording> = {
  relay: {
    ...{ person: 'member', deed: 'message', deeds: 'messages', done: 'accepted', does: 'posts', do: 'post' },
    ...{ speaker: 'the relay', notConfirmed: 'accepted but not read back at once' },
    harms: { lost: 'accepted messages that were lost' },
  },
  'streams-api': {
    ...{ person: 'payer', deed: 'stream', deeds: 'streams', done: 'settled', does: 'settles', do: 'settle' },
    ...{ speaker: 'the API', notConfirmed: 'settled again, by another transaction, when asked again under the key' },
    harms: { lost: 'streams that were lost, ended without a payment', 'paid-twice': 'streams that were paid twice' },
  },
};
