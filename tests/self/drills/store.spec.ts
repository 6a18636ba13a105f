import { expect, test } from '@playwright/test';
import { requireFragments, storeOf, storeProblems } from '../../../lab/drills/store.ts';
import { neededBy } from '../../../lab/drills/needs.ts';
import { MissingTool } from '../../../lab/ground/program.ts';

test.describe('GAME_DAY_STORE', () => {
  test('is MinIO unless told, or the stand-in, and nothing else', () => {
    expect([storeOf(''), storeOf('minio'), storeOf('stand-in')]).toEqual(['minio', 'minio', 'stand-in']);
    expect(() => storeOf('swift')).toThrow('GAME_DAY_STORE: "swift" is no store: use minio, or stand-in');
  });

  test('makes D4 do without MinIO, and nothing else it needs', () => {
    const [all, without] = [neededBy(['D4'], 'minio'), neededBy(['D4'], 'stand-in')];
    expect(all.filter((program) => !without.includes(program))).toEqual(['minio']);
    expect(without).toContain('nginx');
  });

  test('leaves no drill out in silence: what breaks fragments is a missing tool', () => {
    expect(storeProblems(['B1', 'D1', 'D3', 'D4'], 'stand-in')).toEqual([
      'GAME_DAY_STORE=stand-in: D1, D3 cannot do without MinIO: leave GAME_DAY_STORE out, or leave them out: SKIP=D1,D2,D3',
    ]);
    expect(storeProblems(['D'], 'stand-in').join()).toContain('D1, D2, D3 cannot');
    expect([...storeProblems(['C', 'D4'], 'stand-in'), ...storeProblems(['D'], 'minio')]).toEqual([]);
    expect(() => requireFragments('stand-in')).toThrow(MissingTool);
    expect(() => requireFragments('minio')).not.toThrow();
  });
});
