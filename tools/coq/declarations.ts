/**
 * The types of the extracted JavaScript, for TypeScript: every inductive type as a union told apart by `is`, and the signatures of what
 * is exported.
 */

import { type Declaration, type Extraction, type Term, type Type, termsOf } from "./extraction.ts";
import { fieldOf, nameOf } from "./javascript.ts";
import { constructorOf } from "./numbers.ts";

/** The declarations of a module that exports these. */
export function declarationsOf(extraction: Extraction, exported: readonly string[]): string {
  const terms = new Map(termsOf(extraction).map((term) => [term.name, term]));
  return [
    "// Extracted from coq/*.v by `npm run coq`. Do not edit.",
    "",
    ...extraction.declarations.map(typeDeclaration).filter((text) => text !== ""),
    "",
    "export const arithmetic: Readonly<Record<string, (a: Z, b: Z) => Z | boolean>>;",
    ...exported.map((name) => signature(terms.get(name)!)),
    "",
  ].join("\n");
}

/** A name of Coq's for a type, as TypeScript writes types. */
function typeName(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

function typeDeclaration(declaration: Declaration): string {
  if (declaration.what !== "decl:ind" && declaration.what !== "decl:type") return "";
  if (declaration.name === "bool") return "";
  if (declaration.what === "decl:ind" && declaration.constructors.some(({ name }) => constructorOf(name) !== undefined))
    return `export type ${typeName(declaration.name)} = number | bigint;`;
  const { name, argnames } = declaration;
  const head = `export type ${typeName(name)}${argnames.length === 0 ? "" : `<${argnames.join(", ")}>`} =`;
  if (declaration.what === "decl:type") return `${head} ${typeOf(declaration.value)};`;
  const cases = declaration.constructors.map(({ name: tag, argtypes }) => {
    const fields = argtypes.map((type, i) => `; readonly ${fieldOf(i)}: ${typeOf(type)}`);
    return `  | { readonly is: "${tag}"${fields.join("")} }`;
  });
  return `${head}\n${cases.join("\n")};`;
}

function typeOf(type: Type): string {
  switch (type.what) {
    case "type:var":
      return type.name;
    case "type:varidx":
      return `T${type.name}`;
    case "type:glob": {
      if (type.name === "bool") return "boolean";
      return typeName(type.name) + (type.args.length === 0 ? "" : `<${type.args.map(typeOf).join(", ")}>`);
    }
    case "type:arrow":
      return `((x: ${typeOf(type.left)}) => ${typeOf(type.right)})`;
  }
}

/** A function's type as that of a JavaScript function with all its parameters. */
function signature({ name, type, value }: Term): string {
  const parameters = value.what === "expr:lambda" ? value.argnames : [];
  if (parameters.length === 0) return `export const ${nameOf(name)}: ${typeOf(type)};`;
  let rest = type;
  const typed = parameters.map((parameter, i) => {
    if (rest.what !== "type:arrow") throw new Error(`${name} has more parameters than its type`);
    const { left, right } = rest;
    rest = right;
    return `${parameter === "_" ? `_${i}` : nameOf(parameter)}: ${typeOf(left)}`;
  });
  const variables = [...new Set(variablesOf(type))].sort((a, b) => a - b).map((index) => `T${index}`);
  const generic = variables.length === 0 ? "" : `<${variables.join(", ")}>`;
  return `export function ${nameOf(name)}${generic}(${typed.join(", ")}): ${typeOf(rest)};`;
}

function variablesOf(type: Type): number[] {
  switch (type.what) {
    case "type:var":
      return [];
    case "type:varidx":
      return [type.name];
    case "type:glob":
      return type.args.flatMap(variablesOf);
    case "type:arrow":
      return [...variablesOf(type.left), ...variablesOf(type.right)];
  }
}
