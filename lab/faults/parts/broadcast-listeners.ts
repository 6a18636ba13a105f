import type { Filter } from 'nostr-tools/filter';
import type { Seams } from '../../relay/seams.ts';

/** The listeners of a relay in one list, from which those of a connection are taken when it ends. */
export function listenersInOneList(
  /** Takes the listener at this place out of the list. */
  takeOut: (list: Filter[][], place: number) => void,
): Partial<Seams> {
  const list: Filter[][] = [];
  const open = new Map<object, Map<unknown, Filter[]>>();
  let speaking: object = {};
  let opening: unknown;
  const forget = (connection: object, id: unknown): void => {
    const place = list.indexOf(open.get(connection)?.get(id) ?? []);
    if (place >= 0) list.splice(place, 1);
    open.get(connection)?.delete(id);
  };
  return {
    socket: (connection) => {
      open.set(connection, new Map());
      connection.on('message', () => (speaking = connection));
      connection.on('close', () => {
        for (const filters of open.get(connection)?.values() ?? [])
          if (list.includes(filters)) takeOut(list, list.indexOf(filters));
        open.delete(connection);
      });
    },
    incoming: (frame, next) => {
      opening = frame[1];
      if (frame[0] === 'REQ' || frame[0] === 'CLOSE') forget(speaking, opening);
      next(frame);
    },
    readDecision: (healthy, { verb, filters }) => {
      if (healthy.accepted && verb === 'REQ') {
        list.push(filters);
        open.get(speaking)?.set(opening, filters);
      }
      return healthy;
    },
    deliver: (_event, { filters }, next) => {
      if (list.includes(filters)) next();
    },
  };
}
