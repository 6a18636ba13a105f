import { expect, proves, test, whereAsked } from '../../fixtures/deploy-suite.ts';

test.describe('many connections, one relay', { tag: '@split-brain' }, () => {
  test('each is served', proves('split-brain/reach'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'reach')).toBeOne();
  });

  test('what is published on one is found on all', proves('split-brain/store'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'store')).toBeOne();
  });

  test('what is published on one comes live to all', proves('split-brain/live'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'live')).toBeOne();
  });

  test('each has a challenge and a session of its own', proves('split-brain/login'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'login')).toBeOne();
  });

  test('all agree on who is a member', proves('split-brain/membership'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'membership')).toBeOne();
  });

  test('all are served the same relay information', proves('split-brain/identity'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'identity')).toBeOne();
  });

  test('nothing shows a second instance where one is promised', proves('split-brain/count'), ({ splitBrain }) => {
    expect(whereAsked(splitBrain, 'count')).toBeOne();
  });
});
