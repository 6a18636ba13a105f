import type { Answer, StreamsSeams } from '../seams.ts';

/** A request that has come in. */
export interface SeenRequest {
  method: string;
  path: string;
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** Notes each request, and lets the seam have its way with each answer but event streams. */
export const answering =
  (fetch: Fetch, seam: StreamsSeams['response'], seen: SeenRequest[]) =>
  async (request: Request): Promise<Response> => {
    const asked = { method: request.method, path: new URL(request.url).pathname };
    seen.push(asked);
    const response = await fetch(asPlain(request));
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) return response;
    const text = await response.text();
    const healthy: Answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
    const { status, headers, body } = seam(healthy, asked);
    return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
  };

/** The server's request as one of the platform's own class: what copies requests takes no other. */
function asPlain({ method, url, headers, body }: Request): Request {
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers, ...(hasBody && { body, duplex: 'half' }) });
}
