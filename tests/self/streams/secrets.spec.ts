import { DIALECTS, type DialectName } from '../../../fixtures/config/streams-words.ts';
import type { Passed, Passing } from './front.ts';
import { expect, test } from './streams-lab.ts';

/** Of every kind that a header can carry: with what JSON writes in another way. */
const TOKENS = { plain: 'tok_4f1c9be2a7d35608', 'with signs': 'tok"4f\\1c9/be2a7d=+35608' };

const HEADERS = { frontend: 'authorization', backend: 'x-api-key' };

/** How an API repeats what it was sent. */
const REPEATS: Record<string, (sent: string) => (answer: Passed) => Passed> = {
  'in a header': (sent) => (answer) => ({ ...answer, headers: { ...answer.headers, 'x-debug': sent } }),
  'in every body': (sent) => (answer) => ({ ...answer, body: withField(answer.body, 'debug', sent) }),
  'in every body, as PHP writes JSON': (sent) => (answer) => ({
    ...answer,
    body: withField(answer.body, 'debug', sent).replaceAll('/', '\\/'),
  }),
  'in an error': (sent) => (answer) =>
    answer.status < 400
      ? answer
      : { ...answer, body: JSON.stringify({ error: { code: sent, message: `no ${sent}` } }) },
  'in the name of a network': (sent) => (answer) => ({
    ...answer,
    body: withField(answer.body, 'chain', `main ${sent}`),
  }),
  'in what is no JSON': (sent) => (answer) => ({ ...answer, body: `<pre>${sent}</pre>` }),
};

const withField = (body: string, name: string, value: string): string =>
  body.startsWith('{') ? JSON.stringify({ ...(JSON.parse(body) as object), [name]: value }) : body;

const repeating =
  (dialect: DialectName, repeat: (sent: string) => (answer: Passed) => Passed): Passing =>
  (answer, { headers }) =>
    repeat(String(headers[HEADERS[dialect]] ?? ''))(answer);

/** All spellings in which a token can be used by who finds it. */
const spellings = (token: string): string[] => [
  ...[token, token.split('').reverse().join(''), encodeURIComponent(token)],
  ...[JSON.stringify(token).slice(1, -1), JSON.stringify(token).slice(1, -1).replaceAll('/', '\\/')],
  Buffer.from(`${token}:`).toString('base64'),
];

for (const dialect of DIALECTS)
  for (const [kind, token] of Object.entries(TOKENS))
    test.describe(`a token that is ${kind} (${dialect} API)`, () => {
      for (const [where, repeat] of Object.entries(REPEATS))
        test(`is nowhere in the record where the API repeats it ${where}`, async ({ start, front, walk }) => {
          const api = await start({ dialect, users: [{ name: 'smoke', token }] });
          const { url } = await front(api.url, repeating(dialect, repeat));
          const outcome = await walk(api, dialect, { settings: { url, network: 'mock' }, deadlineMs: 4000 });
          const record = JSON.stringify(outcome);
          const found = [record, ...textsIn(outcome)].flatMap((text) =>
            spellings(token).filter((spelling) => text.includes(spelling)),
          );
          expect(found).toEqual([]);
          expect(record).toContain('[redacted]');
        });
    });

/** Every text of a value, as whoever reads it finds it. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
