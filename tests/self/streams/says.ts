import type { StreamsSeams } from '../../../lab/streams-api/seams.ts';

/** What readiness says of the chain, instead of what it says by itself; told the number of the question, from 1. */
export type Says = (question: number) => object;

/** A seam through which readiness says this, ready or not. */
export function readinessThat(says: Says, status?: number): Pick<StreamsSeams, 'readiness'> {
  let questions = 0;
  return {
    readiness: ({ headers, body, ...healthy }) => {
      const told = { ...(withoutAddresses(body) as object), network: undefined };
      questions += 1;
      return { status: status ?? healthy.status, headers, body: { ...told, ...says(questions) } };
    },
  };
}

/** The embedded frontend names its mock Horizon in a message. */
const withoutAddresses = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body, (name, value: unknown) => (name === 'message' ? undefined : value)));
