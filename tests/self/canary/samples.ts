import type { Identity } from '../../../fixtures/canary/cast.ts';
import { planMessages, type Plan } from '../../../fixtures/canary/plan.ts';
import type { Sent } from '../../../fixtures/canary/write.ts';
import type { Settings } from '../../../fixtures/config/settings.ts';
import type { NonEmpty } from '../../../fixtures/config/values.ts';
import type { NostrEvent } from '../../../fixtures/protocol/event.ts';
import type { Publication } from '../../../fixtures/protocol/publication.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';

export const ann: Identity = { name: 'ann', key: SecretKey.generate() };
export const bob: Identity = { name: 'bob', key: SecretKey.generate() };
export const stranger: Identity = { name: 'stranger', key: SecretKey.generate() };

export const open = { id: 'canary', isPrivate: false };
export const secret = { id: 'secret', isPrivate: true };

export const settings: Settings = {
  ...{ prefix: 'PROD', relayUrl: 'wss://relay.example', members: [ann.key, bob.key], groups: [open, secret] },
  ...{
    admin: undefined,
    readinessUrl: undefined,
    controlUrl: undefined,
    policies: [],
    knownFailures: undefined,
    deadlineSeconds: 60,
  },
};

/** What Ann and Bob would write to one open and one private group. */
export const planned = (members: NonEmpty<Identity> = [ann, bob]): Plan =>
  planMessages(members, stranger, [open, secret]);

export const accepted = (event: NostrEvent): Publication => ({ event, ms: 5, outcome: 'accepted', words: '' });
export const unanswered = (event: NostrEvent): Publication => ({ event, ms: 5, outcome: 'silence', afterMs: 5 });
export const refused = (event: NostrEvent, words = 'restricted: not a member'): Publication => ({
  ...{ event, ms: 5 },
  ...{ outcome: 'refused', prefix: words.split(':')[0], words },
});

/** All planned messages, with what the relay said to each. */
export const sentWith = ({ messages }: Plan, say: (event: NostrEvent) => Publication): Sent[] =>
  messages.map((message) => ({ ...message, publication: say(message.event) }));
