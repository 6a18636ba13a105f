import type { Verdict } from '../../verdict/verdict.ts';
import { identityOf, metricsOf } from '../samples.ts';
import { attributes, unixNano, type Attribute, type Sender } from './values.ts';

/** ExportMetricsServiceRequest of OTLP. */
export interface MetricsRequest {
  resourceMetrics: {
    resource: Sender['resource'];
    scopeMetrics: { scope: Sender['scope']; metrics: OtlpMetric[] }[];
  }[];
}

interface OtlpMetric {
  name: string;
  description: string;
  /** `s`, or none: a plain number must not say `1`, or collectors add `_ratio` to its name on the way to Prometheus. */
  unit: '' | 's';
  gauge: { dataPoints: { attributes: Attribute[]; timeUnixNano: string; asDouble: number }[] };
}

/** The metrics of a run, with the names that Prometheus gets, each a gauge at the end of the run. */
export function metricsRequest(verdict: Verdict, { resource, scope }: Sender): MetricsRequest {
  const timeUnixNano = unixNano(Date.parse(verdict.run.endedAt));
  const identity = { ...identityOf(verdict) };
  const metrics = metricsOf(verdict).map(({ name, help, samples }): OtlpMetric => ({
    name,
    description: help,
    unit: name.endsWith('_seconds') ? 's' : '',
    gauge: {
      dataPoints: samples.map(({ labels, value }) => ({
        attributes: attributes({ ...identity, ...labels }),
        timeUnixNano,
        asDouble: value,
      })),
    },
  }));
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics }] }] };
}
