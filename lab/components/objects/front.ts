import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, Node } from '../../ground/ground.ts';

export interface Front {
  node: Node;
  /** http://127.0.0.1:PORT */
  url: string;
}

/** Starts HAProxy before the store's nodes, which listen on these ports. */
export async function startFront(ground: Ground, ports: number[]): Promise<Front> {
  const [port = 0] = await ground.ports(1);
  const file = join(ground.place('objects-front'), 'haproxy.cfg');
  writeFileSync(file, configuration(port, ports));
  const url = `http://127.0.0.1:${port}`;
  const node = ground.node({
    name: 'objects-front',
    program: 'haproxy',
    arguments: ['-db', '-f', file],
    isReady: () => answers(url),
  });
  await node.start();
  return { node, url };
}

/**
 * Requests are spread over the nodes that are well: a node that has just been started answers before it can serve and says so in a header.
 * A request that reached nobody goes to another node. What a node says, its 503 too, is passed as it is: nobody else knows better.
 */
const configuration = (port: number, ports: number[]): string => `
global
  log stderr local0 notice
defaults
  mode http
  log global
  timeout connect 1s
  timeout client 30s
  timeout server 5s
  timeout check 1s
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
frontend store
  bind 127.0.0.1:${port}
  default_backend nodes
backend nodes
  balance roundrobin
  option httpchk GET /minio/health/live
  http-check expect ! hdr name x-minio-server-status
  default-server inter 500ms fall 1 rise 1 on-error mark-down observe layer4
${ports.map((each, index) => `  server objects-${index + 1} 127.0.0.1:${each} check`).join('\n')}
`;

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
