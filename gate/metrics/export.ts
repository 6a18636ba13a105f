import type { ActionContext } from '../actions/context.ts';
import type { Action } from '../verdict/verdict.ts';
import { runExporter, type Exporter } from './exporter.ts';
import { otlp } from './otlp/otlp.ts';
import { pushgateway } from './pushgateway.ts';
import { textfile } from './textfile.ts';

const EXPORTERS: Exporter[] = [textfile, pushgateway, otlp];

/** Sends the metrics of a run everywhere that is set, at the same time. Never throws: what fails is told in an action. */
export async function exportMetrics(
  context: ActionContext,
  exporters = EXPORTERS,
  withinMs?: number,
): Promise<Action[]> {
  const areSet = exporters.filter(({ target }) => target(context.settings) !== undefined);
  return await Promise.all(areSet.map((exporter) => runExporter(exporter, context, withinMs)));
}
