/** The pieces of which the OpenAPI documents of both dialects are made. */

type Schema = Record<string, unknown>;

/** One method of a path. */
interface Operation {
  summary: string;
  /** Status by what it says; a schema where the body has one. */
  answers: Record<number, readonly [description: string, schema?: Schema]>;
  /** Names of headers, or of what stands in the query; a `!` at the end: it is required. */
  headers?: string[];
  query?: Record<string, Schema>;
  body?: Schema;
  /** Open to everybody. */
  isPublic?: true;
}

export const text: Schema = { type: 'string' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const oneOf = (...values: string[]): Schema => ({ type: 'string', enum: values });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });
export const integer = (minimum: number, maximum?: number): Schema => ({
  ...{ type: 'integer', minimum },
  ...(maximum !== undefined && { maximum }),
});

/** An object; a name with a `?` at the end may be missing. */
export const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !name.endsWith('?')),
  properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name.replace('?', ''), schema])),
});

const asContent = (schema: Schema): object =>
  schema['format'] === 'event-stream'
    ? { content: { 'text/event-stream': { schema: text } } }
    : { content: { 'application/json': { schema } } };

/** An operation in OpenAPI's words. The parameters of the path are read from it. */
export const operation = (
  path: string,
  { summary, answers, headers = [], query = {}, body, isPublic }: Operation,
): object => ({
  summary,
  ...(isPublic && { security: [] }),
  parameters: [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: text })),
    ...headers.map((name) => ({
      ...{ name: name.replace('!', ''), in: 'header', required: name.endsWith('!'), schema: text },
    })),
    ...Object.entries(query).map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
  ],
  ...(body && { requestBody: { required: true, ...asContent(body) } }),
  responses: Object.fromEntries(
    Object.entries(answers).map(([status, [description, schema]]) => [
      status,
      { description, ...(schema && asContent(schema)) },
    ]),
  ),
});

/** All operations by path and method. */
export const paths = (operations: Record<string, Record<string, Operation>>): Record<string, object> =>
  Object.fromEntries(
    Object.entries(operations).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, each]) => [method, operation(path, each)])),
    ]),
  );
