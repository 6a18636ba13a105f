import { z } from 'zod';

/*
 * What a collector demands of OTLP/JSON (opentelemetry-proto 1.x, "JSON Protobuf Encoding"), as far as it is sent here:
 * 64-bit integers as text, ids in hex that are not all zero, enums as numbers, and no field that the protocol has not.
 */

const nano = z.string().regex(/^[1-9]\d{18}$/, 'nanoseconds since 1970, as text');
const id = (bytes: number): z.ZodType<string> =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
    .refine((hex) => /[^0]/.test(hex));
const attribute = z.strictObject({
  key: z.string().min(1),
  value: z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
    z.strictObject({ doubleValue: z.number() }),
    z.strictObject({ boolValue: z.boolean() }),
  ]),
});
const attributes = z
  .array(attribute)
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'a key stands twice');
const sender = {
  resource: z.strictObject({ attributes }),
  scope: z.strictObject({ name: z.string(), version: z.string() }),
};

const point = z.strictObject({ attributes, timeUnixNano: nano, asDouble: z.number() });
const metric = z.strictObject({
  name: z.string().min(1),
  description: z.string(),
  unit: z.string(),
  gauge: z.strictObject({ dataPoints: z.array(point).min(1) }),
});

/** ExportMetricsServiceRequest. */
export const metricsSchema = z.strictObject({
  resourceMetrics: z
    .array(
      z.strictObject({
        resource: sender.resource,
        scopeMetrics: z.array(z.strictObject({ scope: sender.scope, metrics: z.array(metric) })),
      }),
    )
    .min(1),
});

const span = z
  .strictObject({
    traceId: id(16),
    spanId: id(8),
    parentSpanId: id(8).optional(),
    name: z.string().min(1),
    kind: z.number().int().min(1).max(5),
    startTimeUnixNano: nano,
    endTimeUnixNano: nano,
    attributes,
    status: z.strictObject({ code: z.number().int().min(1).max(2).optional(), message: z.string().optional() }),
  })
  .refine(({ startTimeUnixNano, endTimeUnixNano }) => BigInt(startTimeUnixNano) <= BigInt(endTimeUnixNano));

/** ExportTraceServiceRequest. */
export const traceSchema = z.strictObject({
  resourceSpans: z
    .array(
      z.strictObject({
        resource: sender.resource,
        scopeSpans: z.array(z.strictObject({ scope: sender.scope, spans: z.array(span) })),
      }),
    )
    .min(1),
});

export type Metric = z.infer<typeof metric>;
export type Span = z.infer<typeof span>;

/** Attributes as an object. */
export const valuesOf = (all: z.infer<typeof attributes>): Record<string, unknown> =>
  Object.fromEntries(all.map(({ key, value }) => [key, Object.values(value)[0]]));
