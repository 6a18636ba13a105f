/** How a word looks where it is read on a terminal. */
const COLOURS = { good: '32', bad: '31', doubtful: '33', quiet: '2' };

export type Tone = keyof typeof COLOURS;

/** Colours a text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** What of the standard output is needed. */
interface Output {
  isTTY: boolean;
  columns: number;
  write: (text: string) => unknown;
}

const isTerminal = ({ isTTY }: Output): boolean => isTTY && process.env['TERM'] !== 'dumb';

/** Colours for a terminal; none for a file, a pipe, or whoever set NO_COLOR (no-color.org). */
export const paintFor = (output: Output = process.stdout): Paint =>
  isTerminal(output) && !process.env['NO_COLOR']
    ? (tone, text) => `\u001b[${COLOURS[tone]}m${text}\u001b[0m`
    : (_tone, text) => text;

/** One line that says what is going on, and is overwritten by what comes of it; nothing where it would stay. */
export class LiveLine {
  readonly #output: Output;
  #isShown = false;

  constructor(output: Output = process.stdout) {
    this.#output = output;
  }

  show(text: string): void {
    if (!isTerminal(this.#output)) return;
    this.#output.write(`\r\u001b[K${text.slice(0, (this.#output.columns || 80) - 1)}`);
    this.#isShown = true;
  }

  clear(): void {
    if (this.#isShown) this.#output.write('\r\u001b[K');
    this.#isShown = false;
  }
}
