import { parseArgs } from 'node:util';
import { relayKey } from '../relay/relay-key.ts';
import type { Seams } from '../relay/seams.ts';
import { startRelay, type RelayOptions } from '../relay/start.ts';

/** One embedded relay on a log that it shares, as a program, with what `npm run relay` has no options for. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string', default: '' },
    version: { type: 'string' },
    'no-fan-out': { type: 'boolean', default: false },
    'no-membership': { type: 'boolean', default: false },
    'lost-member': { type: 'string' },
    'unknown-challenges': { type: 'boolean', default: false },
  },
});

/** Its membership cache was half filled at the start: nobody ever put this one into a group. */
const withoutMember = (pubkey: string): Partial<Seams> => ({
  replayMembership: (events) =>
    events.map((event) => ({ ...event, tags: event.tags.filter((tag) => tag[0] !== 'p' || tag[1] !== pubkey) })),
});

/** Challenges are looked up where another instance has put them (DEP-11). */
const withUnknownChallenges: Partial<Seams> = {
  authDecision: () => ({ accepted: false, reason: 'invalid: unknown challenge' }),
};

const options: RelayOptions = {
  ...{ port: Number(values.port), file: values.data },
  secretKey: relayKey(process.env['RELAY_SECRET_KEY_FILE'], values.data),
  shared: { fanOut: !values['no-fan-out'], membership: !values['no-membership'] },
  seams: {
    ...(values['lost-member'] !== undefined && withoutMember(values['lost-member'])),
    ...(values['unknown-challenges'] && withUnknownChallenges),
  },
  ...(values.version !== undefined && { version: values.version }),
};
const relay = await startRelay(options);

const end = (): void => void relay.stop().then(() => process.exit(0));
process.once('SIGTERM', end);
process.once('SIGINT', end);
