import type { Filter } from 'nostr-tools/filter';
import { parseFilters } from '../event/parse-filters.ts';
import { judgeRead } from '../policy/judge-read.ts';
import type { ReadVerb } from '../seams.ts';
import type { Socket } from './socket.ts';
import { problemOfSubscriptionId } from './subscription-id.ts';

/** The id and the filters if they are well-formed and may be served; else the client has been told why not. */
export function readRequest(
  socket: Socket,
  verb: ReadVerb,
  [, id, ...values]: unknown[],
  refuse: (id: string, reason: string) => void,
): { id: string; filters: Filter[] } | undefined {
  const problem = problemOfSubscriptionId(id, socket.relay.limits.maxSubidLength);
  if (typeof id !== 'string' || id === '') {
    socket.notice(`invalid: ${problem ?? ''}`);
    return undefined;
  }
  const parsed = problem === undefined ? parseFilters(values) : { problem };
  if ('problem' in parsed) {
    refuse(id, `invalid: ${parsed.problem}`);
    return undefined;
  }
  const { filters } = parsed;
  const { relay, authedPubkeys } = socket;
  const decision = relay.seams.readDecision(judgeRead(filters, authedPubkeys, relay), { verb, filters, authedPubkeys });
  if (decision.accepted) return { id, filters };
  refuse(id, decision.reason);
  return undefined;
}
