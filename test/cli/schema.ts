/**
 * The published schema of the JSON documents, closed: a field that it does not name is a mistake here, though a reader
 * must expect new ones. Every document that a test asks of the command is held against it.
 */

import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

type Schema = Readonly<Record<string, unknown>>;

/** The schema with no room for other fields. Parts of an `allOf` are closed as a whole. */
function closed(schema: unknown, isPart: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((one) => closed(one, isPart));
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = "allOf" in schema;
  const inner = Object.entries(schema).map(([key, value]: [string, unknown]) => {
    if (key === "properties" || key === "$defs")
      return [
        key,
        Object.fromEntries(Object.entries(value as Schema).map(([name, one]) => [name, closed(one, false)])),
      ];
    return [key, closed(value, key === "allOf" || (key === "anyOf" && isPart))];
  });
  const closes = !isPart && (parts || "properties" in schema);
  return { ...(Object.fromEntries(inner) as Schema), ...(closes ? { unevaluatedProperties: false } : {}) };
}

const text = readFileSync(new URL("../../docs/documents.schema.json", import.meta.url), "utf8");
const published = JSON.parse(text) as { $defs: Schema };
let ajv: Ajv2020 | undefined;
const validators = new Map<string, ValidateFunction>();

/** The verbs that have a schema. */
export const verbsWithSchema: readonly string[] = Object.keys(published.$defs);

/** What is wrong with a document, as sentences; none when it is as published. */
export function faultsOf(document: Readonly<Record<string, unknown>>): string[] {
  const name = "error" in document ? "failure" : String(document["verb"]);
  ajv ??= new Ajv2020({ allErrors: false, strict: false, validateFormats: false }).addSchema(
    closed(published, false) as Schema,
    "documents",
  );
  let validate = validators.get(name);
  if (validate === undefined) {
    validate = ajv.getSchema(`documents#/$defs/${name}`);
    if (validate === undefined) return [`no schema for a document of ${name}`];
    validators.set(name, validate);
  }
  if (validate(document)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${name}${instancePath} ${message}: ${JSON.stringify(params)}`,
  );
}
