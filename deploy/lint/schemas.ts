import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The parts of a CustomResourceDefinition that say what its objects look like. */
interface Definition {
  kind?: string;
  spec?: {
    group: string;
    names: { kind: string };
    versions: { name: string; schema?: { openAPIV3Schema: Schema } }[];
  };
}

interface Schema {
  [key: string]: unknown;
  type?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  items?: Schema;
}

const KEEPS_UNKNOWN = 'x-kubernetes-preserve-unknown-fields';

/**
 * A schema that refuses unknown fields, as kubectl does. A definition says nothing of them, which JSON schema takes for
 * "anything goes". What is open in the definition, by a map or by x-kubernetes-preserve-unknown-fields, stays open.
 */
export function strict(schema: Schema): Schema {
  const properties =
    schema.properties &&
    Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, strict(property)]));
  const isOpen = schema[KEEPS_UNKNOWN] === true || schema.additionalProperties !== undefined || !properties;
  // int-or-string and open fields have no type here, and need none.
  return {
    ...schema,
    ...(properties && { properties }),
    ...(schema.items && { items: strict(schema.items) }),
    ...(!isOpen && { additionalProperties: false }),
  };
}

/** The metadata of any object: a definition says only that it is one. */
const metadata = (schema: Schema): Schema => ({
  ...schema,
  properties: { ...schema.properties, metadata: { type: 'object' } },
});

/**
 * Writes the schema of each custom resource of a file (definitions of kind CustomResourceDefinition) to
 * `directory`/KIND-GROUP-VERSION.json in small letters, as `kubeconform -schema-location` looks for them. Returns the names.
 */
export function writeSchemas(file: string, directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  const definitions = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Definition);
  return definitions.flatMap(({ kind, spec }) => {
    if (kind !== 'CustomResourceDefinition' || !spec) return [];
    return spec.versions.flatMap(({ name: version, schema }) => {
      if (!schema) return [];
      const name = `${spec.names.kind}-${spec.group}-${version}.json`.toLowerCase();
      writeFileSync(join(directory, name), JSON.stringify(strict(metadata(schema.openAPIV3Schema))));
      return [name];
    });
  });
}

/** As `kubernetes-validate` keeps the schemas of Kubernetes: with references to one file of definitions. */
const DEFINITIONS = '_definitions.json';

/**
 * Writes the schemas of some resources of Kubernetes (job-batch-v1, service-v1) to `directory`, each whole in itself.
 * `from` has them with references by absolute paths, which kubeconform cannot follow.
 */
export function writeCoreSchemas(from: string, directory: string, names: string[]): void {
  mkdirSync(directory, { recursive: true });
  const read = (file: string): Schema =>
    JSON.parse(readFileSync(join(from, file), 'utf8').replaceAll(`/api/${DEFINITIONS}#`, '#')) as Schema;
  const { $defs } = read(DEFINITIONS);
  for (const name of names)
    writeFileSync(join(directory, `${name}.json`), JSON.stringify({ ...read(`${name}.json`), $defs }));
}
