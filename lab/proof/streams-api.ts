import { randomBytes } from 'node:crypto';
import { SYNTHETIC_RECIPIENT } from '../../fixtures/streams/synthetic.ts';
import type { StreamsChange } from '../faults/fault.ts';
import { makeScratch } from '../infrastructure/scratch.ts';
import { startStreamsApi, type StreamsApiOptions } from '../streams-api/start.ts';

/** Streams that the synthetic user has from before: more than a page holds. */
const PAST = Array.from({ length: 5 }, () => SYNTHETIC_RECIPIENT);

/** A streams API beside the relay of a stage. */
export interface StagedStreamsApi {
  /** What a run has to be told to find it; settings have no prefix. */
  environment: Record<string, string>;
  /** Stops it and starts it again on the same port, token and file, with this change. */
  restart: (change: StreamsChange) => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a healthy streams API with a file. All runs of a stage have one directory of what outlives a run. */
export async function stageStreamsApi(
  dialect: StreamsApiOptions['dialect'],
  healthy: StreamsChange = {},
): Promise<StagedStreamsApi> {
  const scratch = makeScratch();
  const token = randomBytes(24).toString('hex');
  const fixed = {
    ...{ dialect, past: PAST, file: scratch.file('streams.sqlite') },
    users: [{ name: 'smoke', token }],
    ...healthy,
  };
  let api = await startStreamsApi(fixed);
  const { url, port } = api;
  return {
    environment: {
      ...{ STREAMS_URL: url, STREAMS_DIALECT: dialect, STREAMS_TOKEN: token, STREAMS_NETWORK: 'mock' },
      RELAY_CANARY_STATE: scratch.file('state'),
    },
    restart: async (change) => {
      await api.stop();
      api = await startStreamsApi({ ...fixed, ...change, port });
    },
    stop: async () => {
      await api.stop();
      await scratch.remove();
    },
  };
}
