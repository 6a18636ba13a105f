import { metricsText } from '../../metrics/samples.ts';
import type { Verdict } from '../../verdict/verdict.ts';

/** What the watch says about itself. */
interface WatchState {
  /** Milliseconds since 1970; undefined while a run is on. */
  nextRunAt: number | undefined;
  isRunning: boolean;
}

const gauge = (name: string, help: string, value: number): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`;

/** The answer of GET /metrics: the last run, where there was one, and the watch itself. Text format 0.0.4. */
export async function metricsPage(verdict: Verdict | undefined, watch: WatchState): Promise<string> {
  const ofRun = verdict ? (await metricsText(verdict)).trimEnd() + '\n' : '';
  const next = watch.nextRunAt;
  return [
    ofRun,
    gauge('relay_canary_watch_up', 'Always 1: the watch is there.', 1),
    gauge('relay_canary_watch_running', '1 while a run is on.', Number(watch.isRunning)),
    next === undefined
      ? ''
      : gauge('relay_canary_watch_next_run_timestamp_seconds', 'When the next run starts.', next / 1000),
  ].join('');
}
