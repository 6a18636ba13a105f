import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes the part of a document that stands between `<!-- name -->` and `<!-- /name -->`, and leaves the rest as it is.
 * A document or a section that is missing is begun; a new section comes last.
 */
export function replaceSection(file: string, name: string, markdown: string): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const section = `${begin}\n\n${markdown.trim()}\n\n${end}`;
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 !== to < 0 || to < from) throw new Error(`${file}: ${begin} and ${end} do not stand around a section`);
  const rest = text.trimEnd();
  const whole =
    from >= 0
      ? `${text.slice(0, from)}${section}${text.slice(to + end.length)}`
      : `${rest}${rest === '' ? '' : '\n\n'}${section}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, whole);
}
