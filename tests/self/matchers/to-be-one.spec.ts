import { expect, test } from '@playwright/test';
import { expect as deployExpect } from '../../../fixtures/matchers/deploy.ts';
import type { Finding } from '../../../fixtures/split-brain/report.ts';

const ONE: Finding = { outcome: 'one' };
const SPLIT: Finding = { outcome: 'split', words: ['6 of 11 connections: served', '5 of 11 connections: HTTP 502'] };
const OPEN: Finding = { outcome: 'not asked', because: 'nobody could', didNotRun: true };

test.describe('toBeOne', () => {
  test('holds where all saw the same, and its opposite does not', () => {
    deployExpect(ONE).toBeOne();
    expect(() => deployExpect(ONE).not.toBeOne()).toThrow('not the same on all connections');
  });

  test('says who saw what where they did not, and its opposite holds', () => {
    expect(() => deployExpect(SPLIT).toBeOne()).toThrow('5 of 11 connections: HTTP 502');
    deployExpect(SPLIT).not.toBeOne();
  });

  test('holds neither way where nothing was asked', () => {
    expect(() => deployExpect(OPEN).toBeOne()).toThrow('not asked');
    expect(() => deployExpect(OPEN).not.toBeOne()).toThrow('not asked');
  });
});
