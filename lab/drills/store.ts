import type { StoreKind } from '../components/objects/start.ts';
import { MissingTool } from '../ground/program.ts';
import { UsageError } from './selection.ts';

/** Fragments are what these break; a letter stands for all its drills. */
const NEED_FRAGMENTS = ['D1', 'D2', 'D3'];

const MEND = 'leave GAME_DAY_STORE out, or leave them out: SKIP=D1,D2,D3';

/** The store of the D drills: GAME_DAY_STORE, MinIO unless told. Throws UsageError, which names the setting, where it is none. */
export function storeOf(text = process.env['GAME_DAY_STORE'] ?? ''): StoreKind {
  if (text === '' || text === 'minio') return 'minio';
  if (text === 'stand-in') return 'stand-in';
  throw new UsageError(`GAME_DAY_STORE: "${text}" is no store: use minio, or stand-in, which is enough for D4 alone`);
}

/** Which of these drills, or letters, cannot be played before this store, in words; empty where all can. */
export function storeProblems(drills: string[], store: StoreKind): string[] {
  if (store === 'minio') return [];
  const chosen = NEED_FRAGMENTS.filter((id) => drills.includes(id) || drills.includes(id.charAt(0)));
  return chosen.length === 0 ? [] : [`GAME_DAY_STORE=stand-in: ${chosen.join(', ')} cannot do without MinIO: ${MEND}`];
}

/** Throws MissingTool where the store has none. */
export function requireFragments(store: StoreKind): void {
  if (store !== 'minio')
    throw new MissingTool(`GAME_DAY_STORE=${store}: D1, D2 and D3 break fragments, which needs MinIO: ${MEND}`);
}
