import { parseArgs } from 'node:util';
import { readEnvironment } from '../../fixtures/config/environment.ts';
import { SettingsError, type Problem } from '../../fixtures/config/problem.ts';
import { stateDirectory } from '../../fixtures/state/state.ts';
import { isTargetProject, TARGET_PROJECTS, type TargetProject } from '../verdict/names.ts';
import { millisecondsOf } from './duration.ts';
import { readListenAddress, type ListenAddress } from './listen-address.ts';
import { relayOf } from './target.ts';
import { readToken, TOKEN_SETTING } from './token.ts';

/** What the command line and the environment say. Times in milliseconds. */
export interface WatchOptions {
  project: TargetProject;
  /** The relay of the settings; undefined for the embedded one. */
  relay: string | undefined;
  everyMs: number;
  /** 0 to 0.5. */
  jitter: number;
  listen: ListenAddress;
  token: string | undefined;
  state: string;
  historyDays: number;
  runDeadlineMs: number;
  /** Write the page into this file, and end. */
  exportTo: string | undefined;
}

const OPTIONS = {
  every: { type: 'string', default: '5m' },
  jitter: { type: 'string', default: '10%' },
  project: { type: 'string', default: 'prod-canary' },
  listen: { type: 'string', default: '127.0.0.1:9464' },
  state: { type: 'string' },
  'history-days': { type: 'string', default: '30' },
  'run-deadline': { type: 'string', default: '15m' },
  export: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const MEND = {
  duration: 'write 30s, 5m or 2h: from 10s to 24h',
  jitter: 'write a whole number of percent from 0% to 50%',
  days: 'write a whole number from 1 to 366',
  listen: 'write HOST:PORT, for example 127.0.0.1:9464 or [::1]:9464',
  project: `write one of ${TARGET_PROJECTS.join(', ')}`,
  path: 'name a path, or leave it out',
};

/** Reads command line and environment. Throws a SettingsError with every problem at once. */
export function readOptions(given: string[], environment = readEnvironment()): WatchOptions | 'help' {
  const { values } = parse(given);
  if (values.help) return 'help';
  const problems: Problem[] = [];
  const need = <Value>(name: keyof typeof values, value: Value | undefined, mend: string): Value | undefined => {
    if (value === undefined) problems.push({ setting: `--${name}`, problem: `is "${values[name] ?? ''}"`, mend });
    return value;
  };
  const everyMs = need('every', durationOf(values.every), MEND.duration);
  const runDeadlineMs = need('run-deadline', durationOf(values['run-deadline']), MEND.duration);
  const percent = need('jitter', numberOf(/^(\d{1,2})%$/, values.jitter, 0, 50), MEND.jitter);
  const historyDays = need('history-days', numberOf(/^(\d{1,3})$/, values['history-days'], 1, 366), MEND.days);
  const listen = need('listen', readListenAddress(values.listen), MEND.listen);
  const project = need('project', isTargetProject(values.project) ? values.project : undefined, MEND.project);
  const state = need('state', (values.state ?? stateDirectory()) || undefined, MEND.path);
  const exportTo = values.export;
  need('export', exportTo === '' ? undefined : true, MEND.path);
  const token = readToken(environment, problems);
  if (listen && !listen.isLoopback && token === undefined) problems.push(...withoutToken(values.listen, problems));
  const isWatching = exportTo === undefined && project !== undefined;
  const relay = isWatching ? relayOrProblems(() => relayOf(project, environment), problems) : undefined;
  if (!everyMs || !runDeadlineMs || percent === undefined || !historyDays || !listen || !project || !state)
    throw new SettingsError(problems);
  if (problems.length > 0) throw new SettingsError(problems);
  const times = { everyMs, runDeadlineMs, jitter: percent / 100, historyDays };
  return { ...times, project, relay, listen, token, state, exportTo };
}

function durationOf(text: string): number | undefined {
  const ms = millisecondsOf(text);
  return ms !== undefined && ms >= 10_000 && ms <= 86_400_000 ? ms : undefined;
}

function numberOf(shape: RegExp, text: string, least: number, most: number): number | undefined {
  const value = Number(shape.exec(text)?.[1] ?? Number.NaN);
  return value >= least && value <= most ? value : undefined;
}

/** Not said where the token is set, but wrong: that is told already. */
const withoutToken = (listen: string, known: Problem[]): Problem[] =>
  known.some(({ setting }) => setting.startsWith(TOKEN_SETTING))
    ? []
    : [
        {
          setting: TOKEN_SETTING,
          problem: `is not set, and --listen=${listen} can be reached from elsewhere`,
          mend: 'set it (`openssl rand -hex 24`), or listen on 127.0.0.1',
        },
      ];

function parse(given: string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>> {
  try {
    return parseArgs({ args: given, options: OPTIONS });
  } catch (error) {
    const [problem = ''] = (error as Error).message.split('. ');
    throw new SettingsError([{ setting: 'options:', problem, mend: 'see npm run watch -- --help' }]);
  }
}

function relayOrProblems(read: () => string | undefined, problems: Problem[]): string | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
