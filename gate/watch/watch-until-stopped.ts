import type { Environment } from '../../fixtures/config/environment.ts';
import { readGateSettings } from '../../fixtures/config/gate-settings.ts';
import { SettingsError } from '../../fixtures/config/problem.ts';
import { redactor } from '../../fixtures/evidence/secrets.ts';
import { resendAlerts } from '../actions/alertmanager.ts';
import { realClock } from './clock.ts';
import type { WatchOptions } from './options.ts';
import { TARGETS } from '../verdict/names.ts';
import { makeGateRunner } from './run-gate.ts';
import { listenForSignals } from './signals.ts';
import { TOKEN_SETTING } from './token.ts';
import { startWatch } from './watch.ts';

/**
 * Watches with a gate (a program and its first arguments) until SIGINT or SIGTERM, then ends this process. Throws a
 * SettingsError where it cannot listen. `environment`: where the secrets stand that no output may repeat.
 */
export async function watchUntilStopped(
  options: WatchOptions,
  gate: string[],
  environment: Environment,
): Promise<void> {
  const redact = redactor(environment);
  const warn = (sentence: string): void => void process.stderr.write(`${redact(sentence)}\n`);
  const say = (line: string): void => void process.stdout.write(`${redact(line)}\n`);
  const runner = makeGateRunner({
    command: gate,
    ...options,
    deadlineMs: options.runDeadlineMs,
    environment: withoutToken(process.env),
    clock: realClock,
    redact,
    warn,
  });
  const world = {
    ...{ clock: realClock, random: Math.random, gate: runner, say, warn },
    resendAlerts: alertsOf(options, environment, redact),
  };
  const watch = await startWatch(options, world).catch((error: unknown) => {
    throw cannotListen(error, options);
  });
  say(`watching ${options.relay ?? 'the embedded relay'} (${options.project}); status page: ${watch.url}/`);
  listenForSignals(process, {
    end: () => {
      say('stopping: the current run cleans up; once more to end at once');
      void watch.stop().then(() => process.exit(0));
    },
    endAtOnce: (exitCode) => {
      runner.kill();
      process.exit(exitCode);
    },
  });
}

/** How the alerts that fire are told again. Where the gate's settings cannot be used, each run says so. */
function alertsOf(
  { project, relay, state, everyMs }: WatchOptions,
  environment: Environment,
  redact: (text: string) => string,
): () => Promise<unknown> {
  const target = TARGETS[project];
  return async () => {
    try {
      const settings = readGateSettings(target, environment);
      await resendAlerts({
        settings,
        state,
        redact,
        intervalMs: everyMs,
        isDryRun: false,
        watched: { project, relay },
      });
    } catch {
      return;
    }
  };
}

/** A run has no use for the token of the watch. */
const withoutToken = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith(TOKEN_SETTING)));

function cannotListen(error: unknown, { listen: { host, port } }: WatchOptions): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  const mend = code === 'EADDRINUSE' ? 'another watch is there perhaps; take another port' : 'look at the address';
  return new SettingsError([{ setting: '--listen', problem: `${host}:${port} cannot be had (${code ?? ''})`, mend }]);
}
