import { LETTERS, type Letter } from './drill.ts';

/** Which drills a session is about, as ONLY and SKIP say: letters (AD) or drills (A1,B2), in any case. */
export interface Selection {
  only?: string | undefined;
  skip?: string | undefined;
}

/** Chooses of all drills. Throws an error that names the setting where a word is no letter and no drill. */
export function select<Item extends { id: string; letter: Letter }>(all: Item[], { only, skip }: Selection): Item[] {
  const [wanted, unwanted] = [wordsOf('ONLY', only, all), wordsOf('SKIP', skip, all)];
  const isNamed = ({ id, letter }: Item, words: string[]): boolean => words.includes(id) || words.includes(letter);
  return all.filter((item) => (wanted.length === 0 || isNamed(item, wanted)) && !isNamed(item, unwanted));
}

function wordsOf(setting: string, text: string | undefined, all: { id: string }[]): string[] {
  const words = (text ?? '').toUpperCase().match(/[A-Z]\d*|[^\s,]/g) ?? [];
  const known = [...LETTERS.map(String), ...all.map(({ id }) => id)];
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined)
    throw new Error(
      `${setting}: "${unknown}" is no drill: use letters (${LETTERS.join('')}) or drills (${all.map(({ id }) => id).join(', ')})`,
    );
  return words;
}
