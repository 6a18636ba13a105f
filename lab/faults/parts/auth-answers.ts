import type { Frame, Wire } from '../../proxy/frames.ts';

/** Changes or swallows the answers to logins, which look like those to events. */
export const loginAnswers = (change: (frame: Frame, pass: (frame: Frame) => void) => void): Wire => ({
  connection: () => {
    const logins = new Set<unknown>();
    return {
      fromClient: (frame, pass) => {
        const [verb, event] = frame as [string, { id: string } | undefined];
        if (verb === 'AUTH') logins.add(event?.id);
        pass(frame);
      },
      fromRelay: (frame, pass) => {
        if (frame[0] === 'OK' && logins.has(frame[1])) change(frame, pass);
        else pass(frame);
      },
    };
  },
});
