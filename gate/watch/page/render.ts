import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { HistoryView } from '../history/view.ts';
import type { Answer } from '../http/answer.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8').trim();

/** In this order: each may use what stands before it. */
const SCRIPTS = ['elements.js', 'words.js', 'strip.js', 'latency.js', 'sections.js', 'page.js'];

interface Parts {
  html: string;
  style: string;
  script: string;
}

const readParts = (): Parts => ({
  html: read('page.html'),
  style: read('page.css'),
  script: `(() => {\n'use strict';\n${SCRIPTS.map(read).join('\n')}\n})();`,
});

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only our own script and style run, whatever a relay's words hold; nothing is loaded from anywhere else. */
const policyOf = ({ style, script }: Parts, connect: string): string =>
  [
    `default-src 'none'`,
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    `img-src data:`,
    `connect-src ${connect}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

const fill = ({ html, style, script }: Parts, head: string, data: string): string =>
  html
    .replace('<!-- head -->', () => `${head}<style>${style}</style>`)
    .replace('<!-- data -->', () => `${data}<script>${script}</script>`);

/** The status page of a watch, which asks for its data every 30 seconds. */
export function livePage(): Answer {
  const parts = readParts();
  const policy = `${policyOf(parts, `'self'`)}; frame-ancestors 'none'`;
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body: fill(parts, '', ''),
  };
}

/** The same page with its data inside, for a file. The data cannot end its element: every < is spelled out. */
export function snapshotPage(view: HistoryView): string {
  const parts = readParts();
  const data = JSON.stringify(view).replaceAll('<', '\\u003c');
  const policy = policyOf(parts, `'none'`).replaceAll('"', '&quot;');
  return fill(
    parts,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<script type="application/json" id="snapshot">${data}</script>`,
  );
}
