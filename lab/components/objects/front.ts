import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, Node } from '../../ground/ground.ts';

export interface Front {
  node: Node;
  /** http://127.0.0.1:PORT */
  url: string;
}

/** Paths that answer 200: where the node serves at all, and where it sees enough others to write. */
export interface Health {
  serves: string;
  takesWrites: string;
}

/** Starts HAProxy before the store's nodes, which listen on these ports. */
export async function startFront(ground: Ground, ports: number[], health: Health): Promise<Front> {
  const [port = 0] = await ground.ports(1);
  const file = join(ground.place('objects-front'), 'haproxy.cfg');
  writeFileSync(file, configuration(port, ports, health));
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
 * Requests are spread over the nodes that see enough others to write; where there is none (two are dead), over those that serve at all.
 * What reached nobody goes to another node. So does a read that a node cannot serve: one that was just started finds the drives of the
 * others only after up to 15 s, and says 404 or 503 meanwhile for what was written while it was away, though it is there (measured;
 * MinIO's getObjectFileInfo makes a 404 of too few answers, and defaultMonitorConnectEndpointInterval is the 15 s).
 */
const configuration = (port: number, ports: number[], { serves, takesWrites }: Health): string => `
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
  retry-on conn-failure empty-response 404 503
  balance roundrobin
frontend store
  bind 127.0.0.1:${port}
  use_backend whole if { nbsrv(whole) gt 0 }
  default_backend alive
backend whole
  http-request disable-l7-retry unless METH_GET
  option httpchk GET ${takesWrites}
  http-check expect status 200
  default-server inter 1s fall 1 rise 1 on-error mark-down observe layer4
${servers(ports)}
backend alive
  http-request disable-l7-retry unless METH_GET
  option httpchk GET ${serves}
  http-check expect ! hdr name x-minio-server-status
  default-server inter 500ms fall 1 rise 1 on-error mark-down observe layer4
${servers(ports)}
`;

const servers = (ports: number[]): string =>
  ports.map((each, index) => `  server objects-${index + 1} 127.0.0.1:${each} check`).join('\n');

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
