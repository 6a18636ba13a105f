import { readFileSync } from 'node:fs';
import { standIn, type StandIn } from './server.ts';

/** What a file says about the stand-in, as JSON; its name is the only argument. startStandIn writes it. */
export interface StandInFile extends StandIn {
  /** On 127.0.0.1. */
  port: number;
}

const [, , path] = process.argv;
if (path === undefined) {
  console.error('lab/components/objects/stand-in/main.ts FILE: the file that describes the store is missing');
  process.exit(2);
}
const { port, ...settings } = JSON.parse(readFileSync(path, 'utf8')) as StandInFile;
const server = standIn(settings);
server.listen(port, '127.0.0.1', () => console.log(`the stand-in listens on 127.0.0.1:${port}`));
const end = (): void => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
};
process.once('SIGTERM', end);
process.once('SIGINT', end);
