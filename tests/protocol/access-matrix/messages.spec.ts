import { ACCESS, chatMessage, expect, lookOut, proves, test } from '../../../fixtures/protocol-suite.ts';

for (const { name: kind, flags, people } of ACCESS)
  test.describe(`NIP-29: who sees the messages of a ${kind} group`, { tag: ['@nip-29', '@nip-42'] }, () => {
    test.use({ groupFlags: flags });

    for (const { id, name, verb, person, author, control, promise, prepare } of people)
      test(
        `${name} ${verb} the messages of a ${kind} group, in whichever way they ask`,
        proves(`access-matrix/${id}-in-a-${kind}-group`),
        async ({ settings, group, admin, member, outsider, stranger }) => {
          // Given somebody who has asked before anything is written, and a control who has to see it
          const everybody = { admin, member, outsider, stranger };
          await prepare(everybody);
          const filters = { group: { kinds: [9], '#h': [group.id] } };
          const controlled = await lookOut(everybody[control], filters);
          const look = await lookOut(everybody[person], filters);

          // When somebody of the group writes, and the control has seen it
          const message = await everybody[author].publish(chatMessage({ group: group.id }));
          expect(message).toBeAccepted();
          expect(await controlled(message.event, 'shown')).toBeAsPromised();

          // Then it is told in every way, or in none
          expect(await look(message.event, promise(settings.policies))).toBeAsPromised();
        },
      );
  });
