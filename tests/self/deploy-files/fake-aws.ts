import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What an account answers, in the text form of the AWS CLI, and the exit codes of its commands. */
export interface Account {
  /** The value of every output of the stack. */
  output?: string;
  /** Of run-task: the task and the first failure, with a tab between them. */
  started?: string;
  /** Exit code of `ecs wait tasks-stopped`. */
  waitCode?: number;
  /** The container's exit code, as describe-tasks tells it. */
  exitCode?: string;
  /** Why the task stopped. */
  why?: string;
  /** Lines of the log. */
  log?: string;
  /** The log has these lines only when it is asked for the second time. */
  isLogLate?: boolean;
}

const FAKE = `#!/usr/bin/env bash
printf '%s\\n' "$*" >>"$FAKE_CALLS"
case "$1 $2" in
  'cloudformation describe-stacks') printf '%s\\n' "$FAKE_OUTPUT" ;;
  'ecs run-task') printf '%b\\n' "$FAKE_STARTED" ;;
  'ecs wait') exit "$FAKE_WAIT" ;;
  'ecs describe-tasks') [[ "$*" == *exitCode* ]] && printf '%s\\n' "$FAKE_EXIT" || printf '%s\\n' "$FAKE_WHY" ;;
  'ecs stop-task') ;;
  'logs get-log-events') [[ -n $FAKE_LATE && $(grep -c '^logs' "$FAKE_CALLS") == 1 ]] || printf '%s\\n' "$FAKE_LOG" ;;
  *) echo "unknown command: $*" >&2; exit 252 ;;
esac
`;

export interface Ended {
  code: number;
  said: string;
  /** Each call of the AWS CLI, as its arguments. */
  calls: string[];
}

/** Runs after-update.sh with a program `aws` that plays an account; `directory` is for what it needs. */
export async function afterUpdate(directory: string, account: Account, args = ['canary', 'v42']): Promise<Ended> {
  const [programs, calls] = [join(directory, 'bin'), join(directory, 'calls')];
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'aws'), FAKE);
  chmodSync(join(programs, 'aws'), 0o755);
  writeFileSync(calls, '');
  const environment = {
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    AFTER_UPDATE_LOG_SECONDS: '1',
    AFTER_UPDATE_LOG_EVERY_SECONDS: '0.1',
    FAKE_CALLS: calls,
    FAKE_OUTPUT: account.output ?? 'an-output',
    FAKE_STARTED: account.started ?? 'arn:aws:ecs:eu-central-1:123456789012:task/relay/0af1\\tNone',
    FAKE_WAIT: String(account.waitCode ?? 0),
    FAKE_EXIT: account.exitCode ?? '0',
    FAKE_WHY: account.why ?? '',
    FAKE_LOG: account.log ?? '',
    FAKE_LATE: account.isLogLate === true ? 'yes' : '',
  };
  const script = 'deploy/cloudformation/after-update.sh';
  return new Promise((resolve) => {
    const child = execFile(script, args, { env: environment, timeout: 20_000 }, (_, stdout, stderr) =>
      resolve({
        code: child.exitCode ?? -1,
        said: stdout + stderr,
        calls: readFileSync(calls, 'utf8').split('\n').slice(0, -1),
      }),
    );
  });
}
