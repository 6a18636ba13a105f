import { CREATE_INVITE, DELETE_EVENT, PUT_USER, REMOVE_USER } from '../event/kinds.ts';

/** The roles that this relay knows, as served in 39003 (NIP-29). */
export const ROLES: { name: string; description: string }[] = [
  { name: 'admin', description: 'may do everything in the group' },
  { name: 'moderator', description: 'may delete messages, invite, and add or remove members without a role' },
];

const MODERATOR_KINDS = [PUT_USER, REMOVE_USER, DELETE_EVENT, CREATE_INVITE];

export const isKnownRole = (name: string): boolean => ROLES.some((role) => role.name === name);

/** Whether somebody with these roles may send moderation events of this kind. */
export const mayModerate = (roles: string[], kind: number): boolean =>
  roles.includes('admin') || (roles.includes('moderator') && MODERATOR_KINDS.includes(kind));
