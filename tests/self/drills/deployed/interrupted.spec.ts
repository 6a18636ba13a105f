import { expect } from '@playwright/test';
import { statSync } from 'node:fs';
import { healDeployed } from '../../../../lab/drills/deployed/notes.ts';
import { isFrozen, test } from './relay.ts';

const HERE = '--environment=here';
const BROKEN = 'the fault is proven';
const LASTING = { budget: { hold: 60 } };

test.describe('a session on a deployed relay', () => {
  test('heals when it is interrupted', async ({ begin, file, relay, notes }) => {
    const session = await begin([`--from=${file(LASTING)}`, HERE], BROKEN);
    session.kill('SIGINT');
    expect(await session.ended).toBe(130);
    expect(isFrozen(relay.pid)).toBe(false);
    expect(notes()).toEqual([]);
  });

  test('that is killed is healed by its note, and nothing more is broken before', async ({
    begin,
    hold,
    file,
    relay,
    notes,
    state,
  }) => {
    const from = `--from=${file(LASTING)}`;
    const session = await begin([from, HERE], BROKEN);
    session.kill('SIGKILL');
    await session.ended;
    expect(isFrozen(relay.pid)).toBe(true);
    expect(notes().map((path) => (statSync(path).mode & 0o777).toString(8))).toContain('600');

    const { exitCode, said } = await hold([from, HERE]);
    expect(exitCode).toBe(2);
    expect(said).toMatch(/here is still broken by B1 of session .*: npm run game-day -- heal/);

    const told: string[] = [];
    expect(await healDeployed((line) => void told.push(line), state)).toEqual([]);
    expect(told.join('\n')).toContain(`kill -CONT ${relay.pid}`);
    expect(isFrozen(relay.pid)).toBe(false);
    expect(notes()).toEqual([]);
  });
});
