import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether an address is of this machine. */
export const isHere = (url: string): boolean => URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);

/** An error's words: the problem, and the mend after a colon. */
const missingOr = (mend: string, wrong: string): { error: (issue: { input?: unknown }) => string } => ({
  error: ({ input }) => `${input === undefined || input === null ? 'is missing' : wrong}: ${mend}`,
});

const text = (mend: string): z.ZodString => z.string(missingOr(mend, 'is no text')).min(1, `is empty: ${mend}`);

const word = z.union([z.string(), z.number().transform(String)]);

/** A shell line (a string, for `sh -c`), or a program with its arguments (a list, without a shell). */
const command = z.union(
  [z.string().trim().min(1), z.array(word).min(1)],
  missingOr('write a shell line, or a list: [ssh, HOST, sudo, systemctl, stop, relay]', 'is no command'),
);

const seconds = (atLeast: number, atMost: number): z.ZodNumber => {
  const words = missingOr('leave it out for the default', `is not a number of seconds from ${atLeast} to ${atMost}`);
  return z.number(words).min(atLeast, words).max(atMost, words);
};

const httpUrl = text('give an http(s) address, or leave it out').superRefine((url, context) => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) context.addIssue('is no http(s) address: write https://HOST/PATH');
  else if (parsed.username || parsed.password)
    context.addIssue('holds a user name or password: leave it out, it would be printed');
});

const budget = z.strictObject({
  /** Until `noticed` is so. */
  noticed: seconds(0, 3600).default(60),
  /** Until the last member is served again, and nothing fails any more. */
  back: seconds(0, 3600).default(60),
  /** From the healing until `healed` is so. */
  whole: seconds(1, 3600).default(120),
  /** The fault lasts so long at least, though members are served again. */
  hold: seconds(0, 3600).default(0),
  /** How long messages may fail while health says 200. */
  silence: seconds(0, 3600).default(10),
  /** Until `proof` is so. */
  proof: seconds(0, 600).default(15),
  /** For each command; then it is ended. */
  command: seconds(1, 600).default(30),
});

const drill = z.strictObject({
  id: z
    .string(missingOr('A to E and a number, such as B1', 'is no text'))
    .regex(/^[A-E][1-9]\d?$/, 'is no id: write A to E and a number, such as B1')
    .transform((id) => id as `${'A' | 'B' | 'C' | 'D' | 'E'}${number}`),
  title: text('say what is broken: "HAProxy: a relay is killed"'),
  hypothesis: text('say what is believed: "nobody waits longer than 10 s, and nothing is lost"'),
  runbook: text('name the runbook that somebody on call would follow'),
  fault: command,
  proof: command,
  noticed: command.optional(),
  heal: command,
  healed: command,
  /** Whether members can be served while the fault lasts. */
  serves: z.boolean('is neither true nor false: say whether members can be served while the fault lasts').default(true),
  probes: z
    .array(z.strictObject({ name: text('say what is asked: "database"'), run: command }), 'is no list of name and run')
    .default([]),
  budget: budget.default(budget.parse({})),
});

const plan = z
  .strictObject({
    environment: text('name what is broken: it has to be typed out').regex(
      /^[\w.-]+$/,
      'is no name: use letters, digits, dots, dashes and _',
    ),
    kind: z.enum(['staging', 'production'], missingOr('write staging or production', 'is not known')),
    relay: text('give the address that STAGING_RELAY_URL or PROD_RELAY_URL has too'),
    http: z.strictObject({ health: httpUrl.optional(), page: httpUrl.optional() }).default({}),
    load: z
      .strictObject({
        /** Between two messages of one member. */
        every: seconds(0.1, 60).default(1),
        canary: z.boolean('is neither true nor false').default(true),
      })
      .default({ every: 1, canary: true }),
    drills: z.array(drill, missingOr('list at least one drill', 'is no list')).min(1, 'is empty: list at least one'),
  })
  .superRefine(({ relay, load, drills }, context) => {
    if (load.every < 1 && !isHere(relay))
      context.addIssue({
        ...{ code: 'custom', path: ['load', 'every'] },
        message: 'is less than a second: a deployed relay gets one message a second of each member at most',
      });
    for (const [index, { id, fault, proof, heal, healed }] of drills.entries()) {
      const refuse = (name: string, message: string): void =>
        context.addIssue({ code: 'custom', path: ['drills', index, name], message });
      if (drills.findIndex((other) => other.id === id) < index) refuse('id', `is ${id} again: give each its own`);
      if (isSame(fault, heal)) refuse('heal', 'is the same command as fault: say what takes it back');
      if (isSame(proof, healed))
        refuse('healed', 'is the same command as proof: it has to fail while the fault is there');
    }
  });

const isSame = (one: Command, other: Command): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A shell line, or a program with its arguments. */
export type Command = string | string[];

/** One drill of a file; budgets are in seconds. */
export type DeployedDrill = z.infer<typeof drill>;

/** A file of drills on a deployed relay. */
export type DeployedPlan = z.infer<typeof plan>;

/** Reads a file of drills (docs/game-days/deployed.md). Throws with its name and every problem, each with its mend. */
export function readPlan(file: string): DeployedPlan {
  const result = plan.safeParse(parseYaml(file), {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `has the unknown setting ${issue.keys.join(', ')}: take it out` : undefined,
  });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the file'} ${message}`);
  throw new Error(
    `--from: ${file} cannot be used (${problems.length}), see docs/game-days/deployed.md:\n${problems.join('\n')}`,
  );
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`--from: ${file} cannot be read: ${(error as Error).message.trim()}`, { cause: error });
  }
}
