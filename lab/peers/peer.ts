/** A real relay that nobody here wrote, to test against. Brought up on demand; no dependency of this project. */
export interface Peer {
  /** What it is known to break stands in docs/known-failures/NAME.yaml. */
  name: string;
  /** Names the directory that it is built in. */
  build: string;
  about: string;
  /** PROD_CANARY_GROUP; empty where it has no groups, so that there is nothing to provision. */
  groups: string;
  /** Words for PROD_RELAY_POLICY beside `no-groups`. */
  policies?: string[];
  /** Workers of the run: one where the relay mixes up what different people do at the same time. */
  workers?: number;
  /** Builds or installs it below `directory` (kept between runs). Throws with the tool's words where that fails. */
  install: (directory: string) => Promise<void>;
  /** The command that serves on 127.0.0.1:`port`; clients come to `publicPort`, where a proxy may stand. */
  command: (
    directory: string,
    port: number,
    publicPort?: number,
  ) => { file: string; arguments: string[]; env: Record<string, string> };
}
