import { drills, expect, planted, test } from '../../fixtures/game-day-suite.ts';

for (const drill of drills)
  test(`${drill.id} ${drill.title}`, { tag: `@${drill.letter}` }, async ({ play }) => {
    expect(await play(drill)).toKeepItsPromises();
  });

for (const { drill, defect, red } of planted)
  test(`${drill.id} sees it where ${defect}`, { tag: `@${drill.letter}` }, async ({ play }) => {
    expect(await play(drill)).toBreak(red);
  });
