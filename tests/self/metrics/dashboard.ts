import { z } from 'zod';
import { metricNamesIn } from './metric-names.ts';

const source = z.object({ type: z.literal('prometheus'), uid: z.literal('${datasource}') });

const panel = z.object({
  id: z.number().int().positive(),
  type: z.enum(['stat', 'timeseries', 'table']),
  title: z.string().min(1),
  datasource: source,
  gridPos: z
    .object({
      x: z.number().int().min(0),
      y: z.number().int().min(0),
      w: z.number().int().min(1),
      h: z.number().int().min(1),
    })
    .refine(({ x, w }) => x + w <= 24, 'a row is 24 wide'),
  targets: z.array(z.object({ refId: z.string(), datasource: source, expr: z.string().min(1) })).min(1),
  fieldConfig: z.object({ defaults: z.object({}), overrides: z.array(z.object({})) }),
  options: z.object({}),
});

/** What Grafana needs of a dashboard that is imported (docs, "Dashboard JSON model"). */
export const dashboardSchema = z.object({
  id: z.null(),
  uid: z.string().regex(/^[\w-]{1,40}$/),
  title: z.string().min(1),
  schemaVersion: z.number().int().min(36),
  version: z.number().int(),
  time: z.object({ from: z.string(), to: z.string() }),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), type: z.enum(['datasource', 'query']), query: z.unknown() })),
  }),
  panels: z.array(panel).min(1),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

export const expressionsOf = ({ panels }: Dashboard): string[] =>
  panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** Variables that Grafana puts in by itself. */
const BUILT_IN = ['__range', '__rate_interval', '__interval'];

/** What would go wrong in Grafana beyond the shape: doubled ids, panels that overlap, unknown metrics and variables. */
export function problemsOf(dashboard: Dashboard, metrics: ReadonlySet<string>): string[] {
  const variables = new Set([...dashboard.templating.list.map(({ name }) => name), ...BUILT_IN]);
  const text = JSON.stringify(dashboard);
  return [
    ...metricNamesIn(text).flatMap((name) => (metrics.has(name) ? [] : [`unknown metric ${name}`])),
    ...[...text.matchAll(/\$\{?(\w+)/g)].flatMap(([, name = '']) =>
      variables.has(name) ? [] : [`unknown variable ${name}`],
    ),
    ...dashboard.panels.flatMap((one, index) =>
      dashboard.panels.slice(index + 1).flatMap((other) => clash(one, other)),
    ),
  ];
}

type Panel = Dashboard['panels'][number];

function clash(one: Panel, other: Panel): string[] {
  const [a, b] = [one.gridPos, other.gridPos];
  const isOver = a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return [
    ...(isOver ? [`"${one.title}" lies over "${other.title}"`] : []),
    ...(one.id === other.id ? [`"${one.title}" and "${other.title}" have the same id`] : []),
  ];
}
