import { Secret } from '../../../fixtures/config/secret.ts';
import type { StreamsSettings } from '../../../fixtures/config/streams-settings.ts';
import type { DialectName } from '../../../fixtures/config/streams-words.ts';
import type { RunningStreamsApi } from '../../../lab/streams-api/start.ts';

/** What leads to an embedded API. */
export const settingsOf = (
  { url, token }: Pick<RunningStreamsApi, 'url' | 'token'>,
  dialect: DialectName,
): StreamsSettings => ({
  ...{ prefix: 'STAGING', url, dialect, token: new Secret(token), network: 'mock', tenant: 'synthetic' },
  ...{ policies: dialect === 'frontend' ? ['events'] : [], controlUrl: undefined },
});

/** The same, as the environment of a run has it. */
export const environmentOf = (
  { url, token }: Pick<RunningStreamsApi, 'url' | 'token'>,
  dialect: DialectName,
): Record<string, string> => ({
  ...{ STAGING_STREAMS_URL: url, STAGING_STREAMS_DIALECT: dialect, STAGING_STREAMS_TOKEN: token },
  STAGING_STREAMS_NETWORK: 'mock',
});
