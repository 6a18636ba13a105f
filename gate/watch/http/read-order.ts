import { z } from 'zod';
import type { Order } from '../order.ts';
import { refusal, type Answer } from './answer.ts';

/** What a request may ask for. */
export interface RunRequest {
  order: Order;
  /** Requests with the same key are one and the same; undefined where the body has no checksum. */
  key: string | undefined;
  /** What the body names the release by. */
  checksum: string | undefined;
}

/** What this watch looks at: a request cannot choose another. */
interface Fixed {
  project: string;
  /** Undefined where the settings name none. */
  relay: string | undefined;
}

/** The body that Flagger sends to a webhook; everything else in it is ignored. */
const body = z.object({
  checksum: z.string().min(1).max(200).optional(),
  metadata: z
    .object({
      project: z.string().optional(),
      relay: z.string().optional(),
      /** A version, a commit, an ARN: it becomes one argument of the gate, never a part of a command line. */
      deployId: z
        .string()
        .regex(/^[\w.:/@+-]{1,200}$/)
        .optional(),
    })
    .nullish(),
});

const hrefOf = (url: string | undefined): string | undefined =>
  url !== undefined && URL.canParse(url) ? new URL(url).href : undefined;

/** Reads the body of POST /v1/run; the refusal is a 400 which names what is wrong. */
export function readOrder(value: unknown, { project, relay }: Fixed): RunRequest | { refused: Answer } {
  const { data, error } = body.safeParse(value);
  if (!data) {
    const where = error.issues[0]?.path.join('.') ?? '';
    return { refused: refusal(400, 'unknown-body', `${where === '' ? 'the body' : where} is not as it has to be`) };
  }
  const { metadata, checksum } = data;
  if (metadata?.project !== undefined && metadata.project !== project)
    return { refused: refusal(400, 'other-project', `metadata.project is not ${project}, which runs here`) };
  if (metadata?.relay !== undefined && (relay === undefined || hrefOf(metadata.relay) !== hrefOf(relay)))
    return { refused: refusal(400, 'other-relay', 'metadata.relay is not the relay of the settings') };
  const deployId = metadata?.deployId;
  return {
    order: { trigger: 'request', ...(deployId !== undefined && { deployId }) },
    checksum,
    key: checksum === undefined ? undefined : JSON.stringify([checksum, deployId ?? '']),
  };
}
