import { writeFileSync } from 'node:fs';
import { freePort } from '../../fixtures/protocol/free-port.ts';
import type { Front } from './haproxy.ts';
import { startProgram } from './program.ts';
import { makeScratch } from './scratch.ts';

/** What nginx has to be told to let WebSockets through, and under which name the relay is reached. */
export const WEBSOCKETS = [
  'proxy_http_version 1.1;',
  'proxy_set_header Upgrade $http_upgrade;',
  'proxy_set_header Connection $http_connection;',
  'proxy_set_header Host $http_host;',
];

const configuration = (port: number, directory: string, server: string[]): string => `
daemon off;
master_process off;
pid ${directory}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  proxy_read_timeout 1h;
  server {
    listen 127.0.0.1:${port};
    ${server.join('\n    ')}
  }
}
`;

/** Starts nginx on loopback with these lines in its only server. */
export async function startNginx(server: string[]): Promise<Front> {
  const port = await freePort();
  const scratch = makeScratch();
  const file = scratch.file('nginx.conf');
  writeFileSync(file, configuration(port, scratch.file('.'), server));
  const options = ['-p', scratch.file('.'), '-c', file, '-e', 'stderr'];
  try {
    const { stop } = await startProgram({ program: 'nginx', arguments: options, port });
    return { url: `ws://127.0.0.1:${port}`, stop: () => stop().finally(scratch.remove) };
  } catch (error) {
    await scratch.remove();
    throw error;
  }
}
