import { SYNTHETIC_RECIPIENT } from '../../../fixtures/streams/synthetic.ts';
import { expect, test } from './streams-lab.ts';

test.describe('a walk', () => {
  test('finds its own stream open by its id where the list hides it', async ({ start, walk }) => {
    const api = await start({
      dialect: 'frontend',
      chain: { failNext: Infinity },
      seams: { page: (healthy) => healthy.filter(({ status }) => status !== 'active') },
    });
    const { walk: walked } = await walk(api, 'frontend');
    expect(walked?.writes).toMatchObject({
      value: { leftOpen: { applies: true, value: [{ state: 'active', isOpen: true }] } },
    });
  });

  test('that made no stream says of the list that it did not ask', async ({ start, walk }) => {
    const api = await start({
      dialect: 'frontend',
      seams: { response: (healthy) => (healthy.status === 201 ? { ...healthy, status: 500, body: {} } : healthy) },
    });
    const { walk: walked } = await walk(api, 'frontend');
    const notMade = { applies: false, because: 'no stream was created', didNotRun: true };
    expect(walked?.writes).toMatchObject({ value: { listed: notMade, changed: notMade, events: notMade } });
  });

  test('takes a CSRF cookie that is not encoded right as it came', async ({ start, walk }) => {
    const api = await start({
      dialect: 'frontend',
      seams: {
        response: (healthy) => ({ ...healthy, headers: { ...healthy.headers, 'set-cookie': 'csrf-token=100%' } }),
      },
    });
    const { walk: walked, problem } = await walk(api, 'frontend');
    expect(problem).toBeUndefined();
    expect(walked?.writes).toMatchObject({ value: { created: { path: '/api/streams' } } });
  });

  test('hands on nothing that steers a terminal', async ({ start, walk }) => {
    const api = await start({
      dialect: 'frontend',
      past: [SYNTHETIC_RECIPIENT],
      seams: {
        response: ({ body, ...answer }) => ({
          ...answer,
          body: JSON.parse(
            JSON.stringify(body ?? null).replaceAll('"stream-', String.raw`"\u001b[2Jstream-`),
          ) as unknown,
        }),
      },
    });
    const { walk: walked } = await walk(api, 'frontend', { depth: 'reads' });
    expect(walked?.reads.list.page?.streams[0]?.id).toMatch(/^␦\[2Jstream-/);
  });
});
