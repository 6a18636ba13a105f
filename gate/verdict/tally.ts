import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { DialectName } from '../../fixtures/config/streams-words.ts';
import type { OUTCOMES } from './names.ts';
import { dialectOf } from './streams.ts';

/** One check of a run with all of its attempts, as Playwright tells it. */
export interface Tallied {
  id: string;
  title: string;
  /** Which streams API it asks; undefined for all other checks. */
  dialect?: DialectName | undefined;
  outcome: (typeof OUTCOMES)[number];
  attempts: number;
  /** Milliseconds of all attempts together. */
  ms: number;
  because: string | undefined;
  /** What each red attempt reported, in the order of the attempts; without colours. */
  errors: { retry: number; message: string }[];
  /** Whether it was red because something was missing that all checks need. */
  isPrerequisite: boolean;
}

/** The checks of one project. A test without a requirement goes by its title. */
export const tally = (tests: TestCase[]): Tallied[] => tests.map(tallyOne);

function tallyOne(test: TestCase): Tallied {
  const notes = [...test.annotations, ...test.results.flatMap(({ annotations }) => annotations)];
  const noted = (type: string): string | undefined => notes.find((note) => note.type === type)?.description;
  const because = noted('known failure') ?? noted('warning') ?? noted('skip');
  const title = test.titlePath().slice(3).join(' › ');
  return {
    id: noted('requirement') ?? title,
    title,
    dialect: dialectOf(test.tags),
    outcome: outcomeOf(test, noted),
    attempts: test.results.length,
    ms: test.results.reduce((sum, { duration }) => sum + duration, 0),
    because: because && plain(because),
    errors: test.results.flatMap(errorsOf),
    isPrerequisite: noted('prerequisite') !== undefined,
  };
}

function outcomeOf(test: TestCase, noted: (type: string) => string | undefined): Tallied['outcome'] {
  const ran = test.results.filter(({ status }) => status !== 'skipped' && status !== 'interrupted');
  if (ran.length === 0) return noted('skip')?.startsWith('not applicable') === true ? 'not-applicable' : 'did-not-run';
  if (test.outcome() === 'flaky') return 'flaky';
  if (test.outcome() !== 'expected') return 'fail';
  if (noted('known failure') !== undefined) return 'known';
  return noted('warning') === undefined ? 'pass' : 'warned';
}

const errorsOf = ({ status, retry, errors }: TestResult): Tallied['errors'] =>
  status === 'failed' || status === 'timedOut'
    ? [{ retry, message: plain(errors.map(({ message }) => message ?? '').join('\n')) }]
    : [];

const COLOURS = /\u001b\[[\d;]*m/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text that no terminal takes for commands: a relay's words may be anything. */
export const plain = (text: string): string => text.replaceAll(COLOURS, '').replaceAll(CONTROLS, '␦');
