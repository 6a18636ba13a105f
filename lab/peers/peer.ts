/** A real relay that nobody here wrote, to test against. Brought up on demand; no dependency of this project. */
export interface Peer {
  name: string;
  about: string;
  /** Whether it has groups; without them there is nothing to provision. */
  hasGroups: boolean;
  /** The requirements that this relay is known to break, each with the reason. A run must be red in exactly these. */
  knownFailures: Record<string, string>;
  /** Builds or installs it below `directory` (kept between runs). Throws with the tool's words where that fails. */
  install: (directory: string) => Promise<void>;
  /** The command that serves on 127.0.0.1:`port`. */
  command: (directory: string, port: number) => { file: string; arguments: string[]; env: Record<string, string> };
}
