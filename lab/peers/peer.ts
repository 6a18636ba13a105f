/** A real relay that nobody here wrote, to test against. Brought up on demand; no dependency of this project. */
export interface Peer {
  name: string;
  /** Names the directory that it is built in. */
  build: string;
  about: string;
  /** PROD_CANARY_GROUP; empty where it has no groups, so that there is nothing to provision. */
  groups: string;
  /** The requirements that this relay is known to break, each with the reason. A run must be red in exactly these. */
  knownFailures: Record<string, string>;
  /** Builds or installs it below `directory` (kept between runs). Throws with the tool's words where that fails. */
  install: (directory: string) => Promise<void>;
  /** The command that serves on 127.0.0.1:`port`. */
  command: (directory: string, port: number) => { file: string; arguments: string[]; env: Record<string, string> };
}
