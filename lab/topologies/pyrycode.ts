import { probePyrycode } from '../../fixtures/split-brain/pyrycode/probe.ts';
import { PYRYCODE_TOPOLOGIES, type PyrycodeTopology } from '../pyrycode/topologies.ts';
import type { Topology } from './topology.ts';

/** For --only and the table, by what they are called there. */
const SHORT_NAMES: Partial<Record<string, string>> = {
  'one instance of pyrycode-relay': 'pyrycode-one',
  'two instances of pyrycode-relay, each with a registry of its own': 'pyrycode-own-registries',
  'two instances of pyrycode-relay with one registry': 'pyrycode-one-registry',
};

const nameOf = ({ name }: PyrycodeTopology): string =>
  SHORT_NAMES[name] ?? `pyrycode-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;

/** Topologies of pyrycode-relay, with the probe of its protocol. */
export const PYRYCODE: Topology[] = PYRYCODE_TOPOLOGIES.map((topology) => ({
  ...{ name: nameOf(topology), title: topology.name, isSplit: topology.isSplit, balances: ['roundrobin'] },
  start: async ({ isSticky }) => {
    const started = await topology.start(isSticky);
    return {
      ...{ url: started.url, settings: {} },
      probe: () => probePyrycode({ url: started.url, instances: topology.instances }),
      stop: () => started.stop(),
    };
  },
}));
