/** A longer line is cut after so many characters. */
const LONGEST_LINE = 10_000;

/** A line without an end is collected up to here; the rest of it is dropped. */
const MOST_COLLECTED = 2 * LONGEST_LINE;

/** No secret is longer, in characters: the end of a collected piece may hold the first part of one. */
const LONGEST_SECRET = 2000;

const CUT = ' … (cut)';

/** Takes text as it comes, in pieces that end anywhere. */
export interface Lines {
  take: (chunk: string) => void;
  /** Gives what came after the last line break. */
  end: () => void;
}

/**
 * Gives whole lines without secrets, so that one which was split over two pieces is found. Lines of more than 10,000
 * characters are cut, and memory is bounded however much comes without a line break.
 */
export function redactedLines(redact: (text: string) => string, give: (line: string) => void): Lines {
  let pending = '';
  let isDropping = false;
  const giveAll = (text: string): void => {
    for (const line of redact(text).split('\n')) give(cut(line.replace(/\r+$/, '')));
  };
  const take = (chunk: string): void => {
    const from = isDropping ? chunk.indexOf('\n') + 1 : 0;
    if (isDropping && from === 0) return;
    isDropping = false;
    pending += chunk.slice(from);
    const end = pending.lastIndexOf('\n');
    if (end >= 0) giveAll(pending.slice(0, end));
    pending = pending.slice(end + 1);
    if (pending.length <= MOST_COLLECTED) return;
    give(redact(pending).slice(0, -LONGEST_SECRET).slice(0, LONGEST_LINE) + CUT);
    isDropping = true;
    pending = '';
  };
  const end = (): void => {
    if (pending) giveAll(pending);
    pending = '';
  };
  return { take, end };
}

const cut = (line: string): string => (line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) + CUT : line);
