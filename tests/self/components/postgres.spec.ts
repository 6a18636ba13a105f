import { expect, test } from '@playwright/test';
import { outcomeOf } from '../../../lab/components/postgres/outcome.ts';
import { PROFILES } from '../../../lab/components/postgres/profiles.ts';
import { monitorSettings, nodeSettings } from '../../../lab/components/postgres/settings.ts';

const said = (code: string, words: string): Error => Object.assign(new Error(words), { code, severity: 'ERROR' });

const ANSWERS = [
  { error: said('25006', 'cannot execute INSERT in a read-only transaction'), outcome: 'failed' },
  { error: said('23505', 'duplicate key value'), outcome: 'failed' },
  { error: said('08P01', 'server login has been failing, try again later (server_login_retry)'), outcome: 'failed' },
  { error: said('08P01', 'query_wait_timeout'), outcome: 'failed' },
  { error: said('08P01', 'server conn crashed?'), outcome: 'ambiguous' },
  { error: said('57P01', 'terminating connection due to administrator command'), outcome: 'ambiguous' },
  { error: new Error('Query read timeout'), outcome: 'ambiguous' },
  { error: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), outcome: 'ambiguous' },
];

test.describe('what became of a statement', () => {
  for (const { error, outcome } of ANSWERS)
    test(`is ${outcome} after "${error.message}"`, () => {
      expect(outcomeOf(error, { isSent: true })).toMatchObject({ outcome, words: error.message });
    });

  test('is failed where no connection was had for it, whatever the words', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(outcomeOf(refused, { isSent: false })).toMatchObject({ outcome: 'failed', code: 'ECONNREFUSED' });
  });
});

test('only the planted weakness acknowledges before the standby has it', () => {
  expect(nodeSettings({ isSynchronous: true })).not.toContain('synchronous_commit');
  expect(nodeSettings({ isSynchronous: false })).toContain('synchronous_commit = local');
});

test('a profile reaches the monitor whole, and all promise writes within a minute', () => {
  for (const [name, profile] of Object.entries(PROFILES)) {
    const lines = monitorSettings(name as keyof typeof PROFILES).split('\n');
    expect(lines.filter((line) => line.startsWith('pgautofailover.'))).toHaveLength(Object.keys(profile).length);
    expect(profile.node_considered_unhealthy_timeout + profile.primary_demote_timeout).toBeLessThan(60_000);
  }
});
