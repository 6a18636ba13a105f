import { randomUUID } from 'node:crypto';
import type { NostrEvent } from '../../../lab/relay/event/event.ts';
import type { RunningRelay } from '../../../lab/relay/start.ts';
import { Client, Key } from './client.ts';

/** A group with its admin and a member on sockets of their own, authenticated, and a stranger who is neither. */
export interface Cast {
  id: string;
  adminKey: Key;
  memberKey: Key;
  strangerKey: Key;
  admin: Client;
  member: Client;
  stranger: Client;
  /** A moderation event of the admin. */
  moderate: (kind: number, ...tags: string[][]) => NostrEvent;
  /** A chat message to the group. */
  chat: (author: Key, ...tags: string[][]) => NostrEvent;
}

/** Creates a group with these flags. The stranger has not authenticated. */
export async function castOf(relay: RunningRelay, ...flags: string[]): Promise<Cast> {
  const [adminKey, memberKey, strangerKey] = [new Key(), new Key(), new Key()];
  const [admin, member, stranger] = await Promise.all([relay, relay, relay].map(({ url }) => Client.connect(url)));
  if (!admin || !member || !stranger) throw new Error('three sockets are needed');
  await admin.login(adminKey);
  await member.login(memberKey);
  const id = `g-${randomUUID()}`;
  const moderate = (kind: number, ...tags: string[][]): NostrEvent => adminKey.sign(kind, [['h', id], ...tags]);
  const chat = (author: Key, ...tags: string[][]): NostrEvent => author.sign(9, [['h', id], ...tags], randomUUID());
  await admin.publish(moderate(9007, ...flags.map((flag) => [flag])));
  await admin.publish(moderate(9000, ['p', memberKey.pubkey]));
  return { id, adminKey, memberKey, strangerKey, admin, member, stranger, moderate, chat };
}

/** The people in the newest 39002 that this client is shown. */
export async function membersShownTo(client: Client, group: string): Promise<string[]> {
  const answer = await client.ask({ kinds: [39002], '#d': [group] });
  return (Array.isArray(answer) ? answer : []).flatMap((event) =>
    event.tags.flatMap(([name, value]) => (name === 'p' && value !== undefined ? [value] : [])),
  );
}
