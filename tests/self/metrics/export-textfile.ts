import { exportMetrics } from '../../../gate/metrics/export.ts';
import { contextOf } from './verdicts.ts';

/** A program of its own: writes the metrics of a green run to the file that is named, and prints what came of it. */
const actions = await exportMetrics(contextOf({ textfile: process.argv[2] }));
process.stdout.write(JSON.stringify(actions));
