import type { DrillStand } from './drill.ts';
import { shapeOf, type Shape } from './shape.ts';

/** What a drill leaves for whoever looks into it. */
export interface Evidence {
  /** By file name; bounded, and without secrets. */
  files: Record<string, string>;
  shape?: Shape;
}

export const NO_EVIDENCE: Evidence = { files: {} };

/** Characters of one file: the end of it is kept, where the history of a drill of some minutes has room. */
const LONGEST = 2_000_000;

/** Logs and history as they are now, `nowMs` after the drill began. */
export function evidenceOf({ evidence, history, secrets }: DrillStand, nowMs: number): Evidence {
  const lines = [...(history?.deeds ?? []), ...(history?.heard ?? [])].map((entry) => JSON.stringify(entry));
  const files = { ...evidence(), ...(history && { 'history.jsonl': `${lines.join('\n')}\n` }) };
  const shape = history && shapeOf(history.deeds, nowMs - history.now());
  const hidden = secrets?.() ?? [];
  return {
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bounded(redacted(text, hidden))])),
    ...(shape && { shape }),
  };
}

const redacted = (text: string, secrets: string[]): string =>
  secrets.filter((secret) => secret.length > 0).reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);

function bounded(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.indexOf('\n', text.length - LONGEST) + 1;
  return `… ${cut} characters before this line are left out\n${text.slice(cut)}`;
}
