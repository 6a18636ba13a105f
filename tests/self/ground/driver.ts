// A driver in the middle of a drill: a node runs, another is frozen, and where we are root there is a partition and a small disk.
import { fillDisk } from '../../../lab/ground/disk.ts';
import { leaveOnSignals } from '../../../lab/ground/leave-on-signals.ts';
import { openNetwork } from '../../../lab/ground/network.ts';
import { startGround } from '../../../lab/ground/start-ground.ts';
import { isRoot, shell } from './ground.ts';

const ground = await startGround({ user: 'nobody' });
leaveOnSignals(ground);
const sleeper = shell(ground, 'sleeper', 'setsid sleep 300 & touch ready; exec sleep 300');
const frozen = shell(ground, 'frozen', 'touch ready; exec sleep 300');
await Promise.all([sleeper.start(), frozen.start()]);
await frozen.freeze();
if (isRoot) {
  const network = await openNetwork(ground, 'net');
  await network.partition(['127.0.1.1'], ['127.0.1.2']);
  await fillDisk(ground, sleeper, { directory: 'data', sizeBytes: 1_000_000 });
}
process.stdout.write(`${ground.session}\n`);
setInterval(() => undefined, 1000);
