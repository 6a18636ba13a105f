import type { FilterLike } from '../../promises/breaks.ts';
import type { Frame, Wire } from '../../proxy/frames.ts';

type Asked = [verb: unknown, id: string, ...filters: FilterLike[]];

/** Changes the filters of each REQ on its way to the relay; undefined: the relay never hears of it. */
export const askedOnWire = (change: (filters: FilterLike[]) => FilterLike[] | undefined): Wire => ({
  connection: () => ({
    fromClient: (frame, pass) => {
      const [verb, id, ...filters] = frame as Asked;
      const changed = verb === 'REQ' ? change(filters) : filters;
      if (verb !== 'REQ') pass(frame);
      else if (changed) pass([verb, id, ...changed]);
    },
  }),
});

/** Changes the frames of one verb on their way to the client. */
export const toldOnWire = (verb: string, change: (frame: Frame) => Frame[]): Wire => ({
  connection: () => ({
    fromRelay: (frame, pass) => {
      for (const each of frame[0] === verb ? change(frame) : [frame]) pass(each);
    },
  }),
});

/** Changes the stored events of each request, EOSE included, as a list of frames. `asked` is what the relay hears instead. */
export const answeredOnWire = (
  change: (frames: Frame[], filters: FilterLike[]) => Frame[],
  asked: (filters: FilterLike[]) => FilterLike[] = (filters) => filters,
): Wire => ({
  connection: () => {
    const open = new Map<unknown, { filters: FilterLike[]; frames: Frame[] }>();
    return {
      fromClient: (frame, pass) => {
        const [verb, id, ...filters] = frame as Asked;
        if (verb === 'REQ') open.set(id, { filters, frames: [] });
        pass(verb === 'REQ' ? [verb, id, ...asked(filters)] : frame);
      },
      fromRelay: (frame, pass) => {
        const [verb, id] = frame;
        const request = ['EVENT', 'EOSE', 'CLOSED'].includes(String(verb)) ? open.get(id) : undefined;
        request?.frames.push(frame);
        if (!request) pass(frame);
        if (!request || verb === 'EVENT') return;
        open.delete(id);
        for (const each of verb === 'EOSE' ? change(request.frames, request.filters) : request.frames) pass(each);
      },
    };
  },
});
