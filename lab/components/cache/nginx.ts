import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground, NodeProgram } from '../../ground/ground.ts';

interface NginxNode {
  /** Of the node. */
  name: string;
  /** Where it listens, on 127.0.0.1. */
  port: number;
  /** What stands in its http block. */
  http: string;
}

/** nginx as a node that keeps to a directory of its own. Ready when it answers, whatever it answers. */
export function nginxNode(ground: Ground, { name, port, http }: NginxNode): NodeProgram {
  const place = ground.place(name);
  const file = join(place, 'nginx.conf');
  writeFileSync(file, frame(place, http));
  return {
    name,
    program: 'nginx',
    arguments: ['-p', place, '-c', file, '-e', 'stderr'],
    isReady: () => answers(`http://127.0.0.1:${port}/`),
  };
}

const frame = (place: string, http: string): string => `
daemon off;
worker_processes 1;
pid ${place}/nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${place}/body;
  proxy_temp_path ${place}/proxy;
  fastcgi_temp_path ${place}/fastcgi;
  uwsgi_temp_path ${place}/uwsgi;
  scgi_temp_path ${place}/scgi;
  client_max_body_size 0;
${http}
}
`;

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
