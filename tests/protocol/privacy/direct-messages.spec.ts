import {
  directMessage,
  expect,
  lookOut,
  proves,
  test,
  whereTaken,
  type Person,
} from '../../../fixtures/protocol-suite.ts';

/** Who is sure to be shown one: its author, or its recipient where a key of one use wrote it (NIP-59). */
const KINDS = [
  {
    ...({ kind: 4, name: 'direct message', id: 'direct-message' } as const),
    witness: (author: Person) => lookOut(author, { author: { kinds: [4], authors: [author.pubkey] } }),
  },
  {
    ...({ kind: 1059, name: 'gift wrap', id: 'gift-wrap' } as const),
    witness: (_author: Person, recipient: Person) =>
      lookOut(recipient, { recipient: { kinds: [1059], '#p': [recipient.pubkey] } }),
  },
];

test.describe('NIP-04, NIP-17, NIP-59: direct messages', { tag: ['@nip-17', '@nip-42'] }, () => {
  for (const { kind, name, id, witness } of KINDS) {
    for (const { who, to, login } of [
      { who: 'a third person', to: 'third-person', login: true },
      { who: 'anybody without a login', to: 'stranger', login: false },
    ])
      test(
        `a ${name} is not shown to ${who}, in whichever way they ask`,
        proves(`privacy/${id}-is-unseen-by-a-${to}`),
        async ({ member, outsider, stranger }) => {
          // Given people who have asked before it is written: who may see it, and somebody else
          await Promise.all(login ? [stranger.login()] : []);
          const kinds = [kind];
          const control = await witness(outsider, member);
          const look = await lookOut(stranger, {
            recipient: { kinds, '#p': [member.pubkey] },
            author: { kinds, authors: [outsider.pubkey] },
            kind: { kinds, limit: 100 },
          });

          // When somebody writes, and it was seen
          const message = whereTaken(await outsider.publish(directMessage(kind, member.pubkey)));
          expect(await control(message.event, 'shown')).toBeAsPromised();

          // Then nobody else has
          expect(await look(message.event, 'unseen')).toBeAsPromised();
        },
      );

    test(
      `a ${name} to two people is shown to both`,
      proves(`privacy/${id}-reaches-every-recipient`),
      async ({ admin, member, outsider }) => {
        const looks = await Promise.all(
          [admin, member].map((person) => lookOut(person, { recipient: { kinds: [kind], '#p': [person.pubkey] } })),
        );
        const message = whereTaken(await outsider.publish(directMessage(kind, admin.pubkey, member.pubkey)));
        for (const look of looks) expect(await look(message.event, 'shown')).toBeAsPromised();
      },
    );
  }

  test(
    'a direct message is shown to who wrote it',
    proves('privacy/direct-message-is-shown-to-its-author'),
    async ({ member, outsider }) => {
      const look = await lookOut(outsider, { author: { kinds: [4], authors: [outsider.pubkey] } });
      const message = whereTaken(await outsider.publish(directMessage(4, member.pubkey)));
      expect(await look(message.event, 'shown')).toBeAsPromised();
    },
  );
});
