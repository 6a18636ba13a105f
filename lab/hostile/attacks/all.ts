import type { Attack } from '../attack.ts';
import { closing } from './closing.ts';
import { compression } from './compression.ts';
import { framing } from './framing.ts';
import { http } from './http.ts';
import { json } from './json.ts';
import { ids, lies } from './lies.ts';
import { order } from './order.ts';
import { sizes } from './sizes.ts';
import { timing } from './timing.ts';
import { upgrade } from './upgrade.ts';
import { utf8 } from './utf8.ts';

/** Every attack, by family. */
export const FAMILIES: Attack[][] = [
  ...[framing, json, order, ids, lies, sizes, compression, utf8, timing, closing, http, upgrade],
];

export const ATTACKS = new Map(FAMILIES.flat().map((attack) => [attack.name, attack]));
