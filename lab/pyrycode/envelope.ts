/** What a binary asks the relay to do for one of its phones. Frames are JSON text. */
export interface Directive {
  connId: string;
  /** undefined: nothing to deliver, only the close code. */
  frame: string | undefined;
  /** The code that the phone is closed with after the frame; undefined: it stays. */
  closeCode: number | undefined;
}

/** A phone's frame as its binary gets it; undefined where the frame is no JSON, which ends that phone's connection. */
export function wrap(connId: string, frame: string): string | undefined {
  return parseJson(frame) === undefined ? undefined : `{"conn_id":${JSON.stringify(connId)},"frame":${frame}}`;
}

/**
 * Reads an envelope of a binary; undefined where it is malformed, or asks to wake a phone (`push_wake`), which nobody does
 * here: either is dropped, and the binary stays. The frame is written anew: a number that no double holds is rounded.
 */
export function unwrap(envelope: string): Directive | undefined {
  const { value } = parseJson(envelope) ?? {};
  if (typeof value !== 'object' || value === null) return undefined;
  const { conn_id: connId, frame, close_code: code = 0 } = value as Record<string, unknown>;
  if (typeof connId !== 'string' || connId === '') return undefined;
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 0 || code > 65535) return undefined;
  const isBare = frame === undefined || frame === null;
  if (isBare && code === 0) return undefined;
  return { connId, frame: isBare ? undefined : JSON.stringify(frame), closeCode: code === 0 ? undefined : code };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
