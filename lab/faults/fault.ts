import type { Wire } from '../proxy/frames.ts';
import type { LabRelay } from '../run/lab-relay.ts';
import type { RelayOptions } from '../relay/start.ts';
import type { StreamsApiOptions } from '../streams-api/start.ts';

export const CLASSES = [
  ...(['auth', 'membership', 'publish', 'read', 'broadcast', 'privacy', 'data'] as const),
  ...(['http', 'transport', 'deploy', 'lifecycle', 'capacity', 'clock', 'streams'] as const),
];

export const SEVERITIES = ['blocker', 'major', 'minor'] as const;

/** The projects that look for faults. */
export const WATCHES = ['prod-canary', 'pr-staging', 'nightly'] as const;

export type Watch = (typeof WATCHES)[number];

/** What may be different about an embedded relay. */
export type RelayChange = Pick<RelayOptions, 'seams' | 'policy' | 'limits' | 'compress' | 'version'>;

/** What may be different about an embedded streams API. */
export type StreamsChange = Pick<StreamsApiOptions, 'seams' | 'limits' | 'chain' | 'network'>;

/** Where a relay can be reached, and what a run has to be told to reach it. */
export interface Place {
  /** Default: the relay itself. */
  url?: string;
  /** Environment of the run, for example NODE_EXTRA_CA_CERTS; settings have no prefix here: RELAY_POLICY. */
  environment?: Record<string, string>;
  stop?: () => Promise<void>;
}

/** How a fault is switched on. */
export type Injection =
  | {
      /** In the embedded relay, which is restarted with this change on the log of a healthy one. */
      at: 'relay';
      /** Made anew for each start: some faults count. */
      relay: () => RelayChange;
    }
  | {
      /** In a WebSocket proxy, which can stand before any relay. */
      at: 'wire';
      /** Made anew when the fault is switched on; what it returns, for each connection. */
      wire: () => Wire;
    }
  | {
      /** Around the relay: a load balancer, a certificate, a disk, a clock, a second instance. */
      at: 'infrastructure';
      /** Default: the relay itself. */
      healthy?: (relay: LabRelay) => Promise<Place>;
      broken: (relay: LabRelay) => Promise<Place>;
    }
  | {
      /** In the embedded streams API, which is restarted with this change on the file of a healthy one. */
      at: 'streams';
      dialect: StreamsApiOptions['dialect'];
      /** Made anew for each start: some faults count. */
      streams: () => StreamsChange;
    };

/** A way in which a relay, or the payments API beside it, breaks, taken from an incident, that can be switched on and off. */
export interface Fault {
  /** As in the catalogue of incidents. */
  id: string;
  title: string;
  class: (typeof CLASSES)[number];
  severity: (typeof SEVERITIES)[number];
  /** The incident: a project's thread or commit. */
  source: string;
  /** When it shows: in a fast run, by comparing before and after a deploy, while a deploy goes on, after hours, or only under load. */
  tier: 'fast' | 'snapshot' | 'during-deploy' | 'soak' | 'staging';
  /** The requirements whose checks are meant for it, by project. All of them have to be red (a SHOULD: to warn). */
  meant: Partial<Record<Watch, string[]>>;
  /** Why `prod-canary` cannot see it from outside in a fast run without admin rights. */
  outOfSight?: string;
  /** Read about after the checks were written; no check was changed for it. */
  later?: true;
  /** Why no check is meant for it, where `meant` is empty: a known miss. */
  missedBecause?: string;
  /** The healthy deployment that the fault befalls. Default: a plain embedded relay, or streams API. */
  deployment?: { relay?: RelayChange; streams?: StreamsChange; environment?: Record<string, string> };
  injection: Injection;
}
