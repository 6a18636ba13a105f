import { parseArgs } from 'node:util';
import { healAll } from '../ground/undo-log.ts';
import { LETTERS } from './drill.ts';
import { REPORTS } from './record.ts';
import { lettersLeft, UsageError } from './selection.ts';

const USAGE = `Usage: npm run game-day [-- --repeat=N] [--planted]
       npm run game-day -- install | heal
Breaks real components, each on its own ground, under load that never stops, and judges what users would have felt. Drills go by
letter, ${LETTERS.join(' to ')}: ONLY=A or ONLY=A1,C and SKIP=DE choose. Writes a session to ${REPORTS}/DATE: session.md, and for each drill
a picture of its timeline, its record and its evidence; journal.jsonl, session.json, and the report of Playwright.
  --repeat=N  plays each drill so often, and tells minimum, median and maximum
  --planted   plays drills with a weakness planted in each, and tells which oracle saw it, in its words; every drill is red then,
              and the exit code is 0 when each was red for the reason that was planted
  install     puts on a Debian machine what is missing for what ONLY and SKIP choose, and says what it does
  heal        takes back everything that a session left which was killed
Exit code: 0 every promise was kept; 1 one was broken, or could not be judged; 2 no steady state to start from, or usage; 3 a missing
tool; 129, 130, 143 interrupted, everything taken back.`;

/** What comes instead of a session; each gives its exit code. What a command needs is loaded for it only: \`install\` has to run where nothing is. */
const COMMANDS: Record<string, () => Promise<number>> = {
  install: async () => {
    const [{ install }, { neededBy }] = [await import('./install/install.ts'), await import('./needs.ts')];
    const { ONLY: only, SKIP: skip } = process.env;
    return install({ say: console.log, programs: neededBy(lettersLeft({ only, skip })) });
  },
  heal,
};

/** Faults are commands from a file then, and what they break is deployed somewhere. */
const isDeployed = (args: string[]): boolean => args.some((word) => /^--from(=|$)/.test(word));

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (isDeployed(args)) return (await import('./deployed/session.ts')).holdDeployedSession(args);
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      repeat: { type: 'string', default: '1' },
      planted: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n\n${(await import('./deployed/session.ts')).DEPLOYED_USAGE}`);
    return 0;
  }
  const [command, ...others] = positionals;
  if (others.length > 0 || (command !== undefined && COMMANDS[command] === undefined)) {
    console.error(`${positionals.join(' ')}: there is no such command.\n\n${USAGE}`);
    return 2;
  }
  if (!/^[1-9]\d?$/.test(values.repeat)) {
    console.error(`--repeat: "${values.repeat}" is not a number from 1 to 99`);
    return 2;
  }
  const run = command === undefined ? undefined : COMMANDS[command];
  if (run) return run();
  const { holdSession } = await import('./hold-session.ts');
  return holdSession({ repeat: Number(values.repeat), isPlanted: values.planted });
}

async function heal(): Promise<number> {
  const { healDeployed } = await import('./deployed/notes.ts');
  const problems = [...(await healAll(console.log)), ...(await healDeployed(console.log))];
  for (const problem of problems) console.error(problem);
  console.log(
    problems.length === 0 ? 'Nothing is left of sessions that have ended.' : 'Not everything could be taken back.',
  );
  return problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { message, code } = error as Error & { code?: unknown };
  console.error(message);
  if (code === 'ERR_MODULE_NOT_FOUND') console.error('Drills need the development dependencies: npm ci');
  const isUsage = String(code).startsWith('ERR_PARSE_ARGS') || error instanceof UsageError;
  process.exitCode = code === 'ERR_MODULE_NOT_FOUND' ? 3 : isUsage ? 2 : 1;
}
