import { test as base } from '@playwright/test';
import type { StreamsSettings } from '../../../fixtures/config/streams-settings.ts';
import type { WalkOutcome } from '../../../fixtures/streams/record.ts';
import { DIALECT } from '../../../fixtures/streams/walk-target.ts';
import { walkThrough, type WalkOptions } from '../../../fixtures/streams/walk.ts';
import { startStreamsApi, type RunningStreamsApi, type StreamsApiOptions } from '../../../lab/streams-api/start.ts';
import type { SeenRequest } from '../../../lab/streams-api/http/answering.ts';
import { startFront, type Front, type Passing } from './front.ts';
import { settingsOf } from './settings-of.ts';

/** A walk of these tests ends within so many milliseconds; so short a one waits for nobody's young streams. */
const DEADLINE_MS = 12_000;

interface Asked extends Partial<WalkOptions> {
  /** What is other than with an API of a mock chain. */
  settings?: Partial<StreamsSettings>;
}

interface StreamsFixtures {
  /** Starts an embedded API. It is stopped after the test. */
  start: (options: StreamsApiOptions) => Promise<RunningStreamsApi>;
  /** Puts something between an API and who asks it. */
  front: (url: string, passing: Passing) => Promise<Front>;
  /** A directory of this test. */
  place: (name: string) => string;
  /** Walks through an API in this process, in depth `whole`, with the directory `state` of this test. */
  walk: (api: RunningStreamsApi, dialect: StreamsApiOptions['dialect'], asked?: Asked) => Promise<WalkOutcome>;
}

export const test = base.extend<StreamsFixtures>({
  start: async ({}, use) => {
    const started: RunningStreamsApi[] = [];
    await use(async (options) => {
      const api = await startStreamsApi(options);
      started.push(api);
      return api;
    });
    await Promise.all(started.map((api) => api.stop()));
  },

  front: async ({}, use) => {
    const started: Front[] = [];
    await use(async (url, passing) => {
      const front = await startFront(url, passing);
      started.push(front);
      return front;
    });
    await Promise.all(started.map(({ stop }) => stop()));
  },

  place: async ({}, use, testInfo) => use((name) => testInfo.outputPath(name)),

  walk: async ({ place }, use) =>
    use((api, dialect, { settings, ...options } = {}) =>
      walkThrough({ ...settingsOf(api, dialect), ...settings }, DIALECT[dialect], {
        ...{ depth: 'whole', state: place('state'), deadlineMs: DEADLINE_MS },
        ...options,
      }),
    ),
});

/** The requests of an API that may have changed something. */
export const writesAmong = ({ requests }: Pick<RunningStreamsApi, 'requests'>): SeenRequest[] =>
  requests().filter(({ method }) => !['GET', 'HEAD'].includes(method));

export { expect } from '../../../fixtures/matchers/streams/index.ts';
