import { parseArgs } from 'node:util';
import { serveRelay } from './relay/serve.ts';
import { serveStreamsApi } from './streams/serve.ts';

/** One instance of what is deployed as a program, with a fault of the catalogue or without. */
const { values } = parseArgs({
  options: {
    serves: { type: 'string', default: 'relay' },
    port: { type: 'string', default: '0' },
    data: { type: 'string', default: '' },
    version: { type: 'string', default: '1.0.0' },
    fault: { type: 'string' },
    users: { type: 'string', default: '' },
    network: { type: 'string' },
    'settle-ms': { type: 'string', default: '0' },
  },
});

/** How one instance is started; see the command line of instance.ts. */
export type InstanceOptions = typeof values;

const stop = await (values.serves === 'relay' ? serveRelay(values) : serveStreamsApi(values));

const end = (): void => void stop().then(() => process.exit(0));
process.once('SIGTERM', end);
process.once('SIGINT', end);
