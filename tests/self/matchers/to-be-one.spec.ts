import { expect, test } from '@playwright/test';
import { expect as deployExpect } from '../../../fixtures/matchers/deploy.ts';
import type { Finding } from '../../../fixtures/split-brain/report.ts';

const ONE: Finding = { outcome: 'one' };
const SPLIT: Finding = { outcome: 'split', words: ['6 of 11 connections: served', '5 of 11 connections: HTTP 502'] };
const OPEN: Finding = { outcome: 'not asked', because: 'nobody could', didNotRun: true };

const judged = (finding: Finding): { is: string; isNot: string } => ({
  is: messageOf(() => deployExpect(finding).toBeOne()),
  isNot: messageOf(() => deployExpect(finding).not.toBeOne()),
});

function messageOf(judge: () => void): string {
  try {
    judge();
    return 'passes';
  } catch (error) {
    return (error as Error).message;
  }
}

test.describe('toBeOne', () => {
  test('holds where all saw the same, and its opposite does not', () => {
    expect(judged(ONE)).toEqual({ is: 'passes', isNot: expect.stringContaining('not the same on all connections') });
  });

  test('says who saw what where they did not, and its opposite holds', () => {
    expect(judged(SPLIT).is).toContain('5 of 11 connections: HTTP 502');
    expect(judged(SPLIT).isNot).toBe('passes');
  });

  test('holds neither way where nothing was asked', () => {
    expect(judged(OPEN).is).toContain('not asked');
    expect(judged(OPEN).isNot).toContain('not asked');
  });
});
