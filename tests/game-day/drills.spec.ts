import { drills, expect, planted, test } from '../../fixtures/game-day-suite.ts';

for (const drill of drills)
  test(`${drill.id} ${drill.title}`, { tag: `@${drill.letter}` }, async ({ play }) => {
    expect(await play(drill)).toKeepItsPromises();
  });

for (const defect of planted)
  test(`${defect.drill.id} sees it where ${defect.defect}`, { tag: `@${defect.drill.letter}` }, async ({ play }) => {
    expect(await play(defect.drill, defect)).toBreak(defect.red);
  });
