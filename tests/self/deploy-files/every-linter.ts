import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';

/** One mistake in a copy of a ready file. */
interface Mistake {
  linter: string;
  of: string;
  /** What the copy is called; the original stays beside it. */
  as: string;
  right: string;
  wrong: string;
  /** What the linter has to say about it. */
  says: RegExp;
}

const WORKFLOW = '.github/workflows/deploy-gate.yml';
const STACK = 'deploy/cloudformation/canary.yml';
const KUBERNETES = 'deploy/kubernetes';

const MISTAKES: Mistake[] = [
  {
    linter: 'actionlint',
    of: WORKFLOW,
    as: '.github/workflows/wrong-uses.yml',
    right: 'uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683',
    wrong: 'uses: actions/checkout',
    says: /specifying action "actions\/checkout" in invalid format/,
  },
  {
    linter: 'actionlint',
    of: WORKFLOW,
    as: '.github/workflows/wrong-output.yml',
    right: 'needs.canary.outputs.verdict ==',
    wrong: 'needs.canary.outputs.verdicts ==',
    says: /property "verdicts" is not defined/,
  },
  {
    linter: 'cfn-lint',
    of: STACK,
    as: 'deploy/cloudformation/unknown-property.yml',
    right: 'StopTimeout: 60',
    wrong: 'StopTimeouts: 60',
    says: /'StopTimeouts' was unexpected/,
  },
  {
    linter: 'cfn-lint',
    of: STACK,
    as: 'deploy/cloudformation/no-such-resource.yml',
    right: '!GetAtt NotStarted.Arn }',
    wrong: '!GetAtt NotStartet.Arn }',
    says: /NotStartet/,
  },
  {
    linter: 'kubeconform',
    of: `${KUBERNETES}/helm-test.yml`,
    as: `${KUBERNETES}/unknown-field.yml`,
    right: 'readOnlyRootFilesystem',
    wrong: 'readOnlyRootFileSystem',
    says: /additional properties 'readOnlyRootFileSystem' not allowed/,
  },
  {
    linter: 'kubeconform',
    of: `${KUBERNETES}/argo-rollouts-analysis.yml`,
    as: `${KUBERNETES}/unknown-field-of-argo.yml`,
    right: 'jsonPath:',
    wrong: 'jsonpath:',
    says: /additional properties 'jsonpath' not allowed/,
  },
  {
    linter: 'kubeconform',
    of: `${KUBERNETES}/flagger-canary.yml`,
    as: `${KUBERNETES}/unknown-hook-of-flagger.yml`,
    right: 'type: confirm-promotion',
    wrong: 'type: confirm-promotions',
    says: /webhooks\/0\/type/,
  },
  {
    linter: 'systemd',
    of: 'deploy/systemd/relay-canary.service',
    as: 'deploy/systemd/unknown-option.service',
    right: 'KillSignal=SIGINT',
    wrong: 'KillSignals=SIGINT',
    says: /KillSignals/,
  },
  {
    linter: 'systemd',
    of: 'deploy/systemd/relay-canary.timer',
    as: 'deploy/systemd/no-such-time.timer',
    right: 'OnCalendar=*:0/5',
    wrong: 'OnCalendar=every five minutes',
    says: /OnCalendar|calendar/,
  },
  {
    linter: 'hadolint',
    of: 'deploy/docker/Dockerfile',
    as: 'deploy/docker/add.Dockerfile',
    right: 'COPY . .',
    wrong: 'ADD . .',
    says: /DL3020/,
  },
  {
    linter: 'hadolint',
    of: 'deploy/docker/Dockerfile',
    as: 'deploy/docker/latest.Dockerfile',
    right: 'node:24.21.0-bookworm-slim',
    wrong: 'node:latest',
    says: /DL3007/,
  },
  {
    linter: 'shellcheck',
    of: 'deploy/cloudformation/after-update.sh',
    as: 'deploy/cloudformation/unquoted.sh',
    right: '--started-by after-update --network-configuration "$network"',
    wrong: '--started-by after-update --network-configuration $network',
    says: /SC2086/,
  },
];

/** Copies the ready files. */
function copyTo(directory: string): void {
  for (const folder of ['deploy', '.github/workflows', '.ci'])
    cpSync(folder, join(directory, folder), { recursive: true });
}

/** Writes a copy of a file with another text in the place of `right`, which has to be there. */
function change(directory: string, { of, as, right, wrong }: Omit<Mistake, 'linter' | 'says'>): void {
  const text = readFileSync(join(directory, of), 'utf8');
  expect(text).toContain(right);
  mkdirSync(dirname(join(directory, as)), { recursive: true });
  writeFileSync(join(directory, as), text.replace(right, wrong));
}

interface Linted {
  code: number;
  stderr: string;
  /** What is said of each file, by its path: "ok" or "NOT" with the linter's words. */
  files: Map<string, string>;
}

const lint = (directory: string, environment: Record<string, string> = {}): Promise<Linted> =>
  new Promise((resolve) => {
    const options = { env: { ...process.env, ...environment }, timeout: 280_000, maxBuffer: 2 ** 24 };
    const child = execFile('bash', ['deploy/lint.sh', directory], options, (_, stdout, stderr) => {
      const parts = stdout.split(/^(?=(?:ok {3}|NOT {2})\S)/m).filter(Boolean);
      const files = new Map(parts.map((part) => [`${part.split(/\s+/)[1] ?? ''} ${part.split(/\s+/)[2] ?? ''}`, part]));
      resolve({ code: child.exitCode ?? -1, stderr, files });
    });
  });

test.describe('deploy/lint.sh', () => {
  test('finds nothing in the ready files', async () => {
    const { code, stderr, files } = await lint('.');
    expect(code, `${stderr}\n${[...files.values()].join('')}`).toBe(0);
    expect(files.size).toBeGreaterThan(15);
  });

  test('finds each mistake with the tool of its kind, and leaves the files beside alone', async ({}, testInfo) => {
    copyTo(testInfo.outputDir);
    for (const mistake of MISTAKES) change(testInfo.outputDir, mistake);
    const { code, files } = await lint(testInfo.outputDir);
    expect(code).toBe(1);
    for (const { linter, as, says } of MISTAKES) {
      const said = files.get(`${as} ${linter}`);
      expect.soft(said, `${as} by ${linter}`).toMatch(/^NOT/);
      expect.soft(said, `${as} by ${linter}`).toMatch(says);
    }
    const red = [...files].filter(([, said]) => said.startsWith('NOT')).map(([file]) => file);
    expect(red.sort()).toEqual(MISTAKES.map(({ as, linter }) => `${as} ${linter}`).sort());
  });

  test('finds a Job that Kubernetes would refuse within an AnalysisTemplate', async ({}, testInfo) => {
    const file = `${KUBERNETES}/argo-rollouts-analysis.yml`;
    copyTo(testInfo.outputDir);
    change(testInfo.outputDir, { of: file, as: file, right: 'drop: [ALL]', wrong: 'drop: ALL' });
    const { code, files } = await lint(testInfo.outputDir);
    expect(code).toBe(1);
    expect(files.get(`${file}: its`)).toMatch(/^NOT[^]*drop/);
  });

  test('finds a service that lost what locks it up', async ({}, testInfo) => {
    const file = 'deploy/systemd/relay-canary.service';
    copyTo(testInfo.outputDir);
    const text = readFileSync(file, 'utf8').replaceAll(/^(Protect|Restrict|SystemCall|Private|Capab).*\n/gm, '');
    writeFileSync(join(testInfo.outputDir, file), text);
    const { code, files } = await lint(testInfo.outputDir);
    expect(code).toBe(1);
    expect([...files.values()].filter((said) => said.startsWith('NOT')).join('')).toContain('Overall exposure level');
  });

  test('names a tool that cannot be had, and does not go on without it', async ({}, testInfo) => {
    const programs = testInfo.outputPath('bin');
    mkdirSync(programs, { recursive: true });
    writeFileSync(join(programs, 'go'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(programs, 'go'), 0o755);
    const environment = {
      DEPLOY_LINT_CACHE: testInfo.outputPath('cache'),
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    };
    const { code, stderr, files } = await lint('.', environment);
    expect(code).toBe(1);
    expect(stderr).toContain('actionlint v1.7.12 cannot be had');
    expect(files.size).toBe(0);
  });
});
