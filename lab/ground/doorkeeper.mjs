// Stands in a network namespace and connects there for those outside, who reach it by a unix socket: sockets of that kind do not know of
// namespaces. The first line of a connection says where to: {"address": "127.0.1.1", "port": 6379, "from": "127.0.1.9"}.
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';

const [path = 'door'] = process.argv.slice(2);
rmSync(path, { force: true });

const server = createServer((outside) => {
  let line = '';
  outside.on('error', () => undefined);
  const read = () => {
    for (let byte = outside.read(1); byte !== null; byte = outside.read(1)) {
      if (byte.toString() !== '\n') {
        line += byte.toString();
        continue;
      }
      outside.off('readable', read);
      const { address, port, from } = JSON.parse(line);
      lead(outside, connect({ host: address, port, noDelay: true, ...(from && { localAddress: from }) }));
      return;
    }
  };
  outside.on('readable', read);
});

/** A connection that is refused or reset inside is closed outside. */
function lead(outside, inside) {
  outside.pipe(inside).pipe(outside);
  for (const [one, other] of [
    [outside, inside],
    [inside, outside],
  ]) {
    one.on('error', () => other.destroy());
    one.once('close', () => one.readableEnded || other.destroy());
  }
}

server.listen(path);
