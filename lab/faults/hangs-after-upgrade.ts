import type { Fault } from './fault.ts';

/** The socket opens and then nothing is ever said: the process is up, the load balancer green. */
export const hangsAfterUpgrade: Fault = {
  id: 'DEP-08',
  title: 'The relay accepts the connection and then says nothing',
  source: 'DEP-08: start hangs before serving',
  seams: { upgrade: () => 'hang-after' },
};
