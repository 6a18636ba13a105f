import type { Seams } from '../relay/seams.ts';

/** A way in which a relay breaks, taken from an incident, that can be switched on in the embedded relay. */
export interface Fault {
  /** As in the catalogue of incidents; kebab-case words where it has no number there. */
  id: string;
  title: string;
  source: string;
  /** Put into a relay that is restarted on the log of a healthy one. */
  seams: Partial<Seams>;
}
