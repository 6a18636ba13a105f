import { expect, keptMessage, nowInSeconds, proves, test } from '../../../fixtures/protocol-suite.ts';

test.describe('NIP-42: logins that are accepted', { tag: '@nip-29' }, () => {
  test.use({ groupFlags: ['closed', 'restricted', 'private'] });

  for (const { unusual, requirement, minutes } of [
    { unusual: 'nine minutes old', requirement: 'slow-clock', minutes: -9 },
    { unusual: 'nine minutes ahead', requirement: 'fast-clock', minutes: 9 },
  ])
    test(
      `a login ${unusual} is accepted and counts`,
      proves(`nip-42/${requirement}-is-tolerated`),
      async ({ group, member, settings, welcome }) => {
        const { event, filter } = await keptMessage({ group, member, settings, welcome });
        const visitor = await welcome('visitor', group.memberKey);
        expect(await visitor.login({ createdAt: nowInSeconds() + minutes * 60 })).toBeAccepted();
        expect(await visitor.ask(filter)).toShow(event);
      },
    );

  for (const { spelled, requirement, spell } of [
    {
      spelled: 'a slash more or less at its end',
      requirement: 'trailing-slash',
      spell: (url: string) => (url.endsWith('/') ? url.slice(0, -1) : `${url}/`),
    },
    {
      spelled: 'scheme and host in upper case',
      requirement: 'upper-case-host',
      spell: (url: string) => url.replace(/^\w+:\/\/[^/]+/, (origin) => origin.toUpperCase()),
    },
  ])
    test(
      `a login that names the relay with ${spelled} is accepted`,
      proves(`nip-42/${requirement}-is-tolerated`),
      async ({ group, member, settings, welcome }) => {
        const { event, filter } = await keptMessage({ group, member, settings, welcome });
        const visitor = await welcome('visitor', group.memberKey);
        expect(await visitor.login({ relay: spell(settings.relayUrl) })).toBeAccepted();
        expect(await visitor.ask(filter)).toShow(event);
      },
    );
});
