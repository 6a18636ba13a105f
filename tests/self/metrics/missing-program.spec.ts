import { expect, test } from '@playwright/test';
import { explain } from '../../../lab/infrastructure/program.ts';

const missing = Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' });

for (const [program, debianPackage] of [
  ['prometheus-alertmanager', 'prometheus-alertmanager'],
  ['promtool', 'prometheus'],
  ['haproxy', 'haproxy'],
  ['nginx', 'nginx-light'],
] as const)
  test(`${program} that is missing is told with its package`, () => {
    expect(explain(program, missing).message).toContain(`${program} is not installed here; on Debian: apt-get install`);
    expect(explain(program, missing).message).toMatch(new RegExp(` ${debianPackage}$`));
  });
