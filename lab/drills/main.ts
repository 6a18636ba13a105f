import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { healAll } from '../ground/undo-log.ts';
import { DRILLS } from './all.ts';
import { LETTERS } from './drill.ts';
import { REPORTS } from './record.ts';
import { select } from './selection.ts';
import { closeSession } from './session.ts';
import { asSpread, asTable } from './table.ts';
import { exitCodeOf } from './verdict.ts';

const USAGE = `Usage: npm run game-day [-- --repeat=N] [--planted]
       npm run game-day -- install | heal
Breaks real components, each on its own ground, under load that never stops, and judges what users would have felt. Drills go by
letter, ${LETTERS.join(' to ')}: ONLY=A or ONLY=A1,C and SKIP=DE choose. Writes a session to ${REPORTS}/DATE: session.md, a picture of
each timeline, journal.jsonl, session.json.
  --planted plays drills with a weakness planted in each, and demands that its oracle is red
  install   puts on a Debian machine what is missing, and says what it does
  heal      takes back everything that a session left which was killed
Exit code: 0 every promise was kept; 1 one was broken, or could not be judged; 2 no steady state to start from, or usage; 3 a missing
tool; 130, 143 interrupted, everything taken back.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repeat: { type: 'string', default: '1' },
      planted: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [command, ...others] = positionals;
  if (values.help || others.length > 0 || ![undefined, 'install', 'heal'].includes(command)) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  if (!/^[1-9]\d?$/.test(values.repeat))
    throw new UsageError(`--repeat: "${values.repeat}" is not a number from 1 to 99`);
  if (command === 'heal') return heal();
  if (command === 'install') return run('bash', ['lab/drills/install.sh'], {});
  return holdSession(values.repeat, values.planted);
}

class UsageError extends Error {}

async function heal(): Promise<number> {
  const problems = await healAll();
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0 ? 'Nothing is left of sessions that have ended.' : 'Not everything could be taken back.',
  );
  return problems.length === 0 ? 0 : 1;
}

async function holdSession(repeat: string, isPlanted: boolean): Promise<number> {
  const startedAt = new Date();
  const session = startedAt.toISOString().slice(0, 19).replaceAll(':', '-');
  const chosen = selected();
  if (chosen.length === 0) throw new UsageError('ONLY and SKIP leave no drill');
  console.log(`Game day ${session}: ${chosen.map(({ id }) => id).join(', ')}`);
  const words = [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--project=game-day',
    `--repeat-each=${repeat}`,
    '--reporter=line',
  ];
  const exitCode = await run(process.execPath, words, {
    ...{ RELAY_CANARY_SESSION: session, ...(isPlanted && { RELAY_CANARY_PLANTED: '1' }) },
  });
  const { runs } = closeSession(session, startedAt);
  console.log(`\n${asTable(runs)}\n\n${asSpread(runs)}\nSee ${REPORTS}/${session}/session.md`);
  if (exitCode > 128 || isPlanted) return exitCode;
  return runs.length === chosen.length * Number(repeat) ? exitCodeOf(runs.map(({ result }) => result)) : 1;
}

function selected(): typeof DRILLS {
  try {
    return select(DRILLS, { only: process.env['ONLY'], skip: process.env['SKIP'] });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Runs a program to its end; signals to us reach it too, and it takes everything back before it ends. */
async function run(program: string, args: string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  process.off('SIGINT', pass).off('SIGTERM', pass);
  return code ?? (signal === 'SIGINT' ? 130 : 143);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error((error as Error).message);
  const isUsage =
    error instanceof UsageError || String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  process.exitCode = isUsage ? 2 : 1;
}
