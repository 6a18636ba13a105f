/** What a request gets. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** An answer in JSON. */
export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: `${JSON.stringify(value)}\n`,
});

/** A refusal: `reason` for machines, `message` for people. Never a verdict that anything takes for green. */
export const refusal = (
  status: number,
  reason: string,
  message: string,
  headers: Record<string, string> = {},
): Answer => json(status, { verdict: 'insufficient', reason, message }, headers);
