import { Person } from '../../../fixtures/people/person.ts';
import { SecretKey } from '../../../fixtures/protocol/secret-key.ts';
import { editGroup, putUsers } from '../../../fixtures/groups/moderation.ts';
import type { EventTemplate } from '../../../fixtures/protocol/event.ts';
import type { LabRelay } from '../../../lab/run/lab-relay.ts';
import { expect, test } from '../lab.ts';

const moderate = async ({ settings }: LabRelay, action: EventTemplate): Promise<void> => {
  const key = SecretKey.parse(settings['PROD_ADMIN_SECRET_KEY'] ?? '');
  const admin = await Person.connect(settings['PROD_RELAY_URL'] ?? '', { name: 'admin', key });
  expect(await admin.publish(action)).toBeAccepted();
  admin.leave();
};

test.describe('prod-canary with a canary that cannot serve', { tag: '@slow' }, () => {
  test('says that a key is not a member', async ({ labRelay }) => {
    const stranger = Buffer.from(SecretKey.generate().reveal()).toString('hex');
    const run = await labRelay.runCanary({ PROD_CANARY_SECRET_KEY: stranger, PROD_CANARY_GROUP: 'canary' });
    expect(run.exitCode).toBe(1);
    expect(run.red).toContain('nip-29/member-message-is-accepted');
    expect(run.output).toContain('(39002) of "canary" does not name npub1');
    expect(run.output).toContain('(PROD_CANARY_SECRET_KEY): npm run provision');
  });

  test('says that a group is open', async ({ labRelay }) => {
    await moderate(labRelay, { ...editGroup('canary', []), tags: [['h', 'canary'], ['open'], ['unrestricted']] });
    const run = await labRelay.runCanary();
    expect(run.exitCode).toBe(1);
    expect(run.red).toContain('nip-29/group-is-closed');
    expect(run.output).toContain('neither closed nor restricted: a canary proves nothing there');
  });

  test('refuses a key that is an admin, before it writes anything', async ({ labRelay }) => {
    const [first = ''] = (labRelay.settings['PROD_CANARY_SECRET_KEY'] ?? '').split(',');
    await moderate(labRelay, putUsers('canary', [SecretKey.parse(first).pubkey], ['admin']));
    const run = await labRelay.runCanary();
    expect(run).toMatchObject({ verdict: 'usage', exitCode: 2, red: ['canary/relay-answers'], green: [] });
    expect(run.output).toContain('PROD_CANARY_SECRET_KEY (number 1) is an admin of group "canary"');
  });

  test('says that a group does not exist', async ({ labRelay }) => {
    const run = await labRelay.runCanary({ PROD_CANARY_GROUP: 'another' });
    expect(run.exitCode).toBe(1);
    expect(run.red).toContain('nip-29/group-is-closed');
    expect(run.output).toContain('groups without metadata (39000): run npm run provision');
  });
});
