import type { Finding, Place } from "../../finding.ts";
import { isCurrency } from "./currencies.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { jsonFault } from "./json-fault.ts";
import { nearest } from "../nearest.ts";
import { assumedCurrency, badJson, badPackage, duplicatePath, pathEscape, unknownKey, unknownTable } from "./package-codes.ts";
import { type TableName, tables } from "./schema.generated.ts";

/** What datapackage.json says: the title, what the headline sums, and which file holds which table. */
export interface Package {
  readonly name: string;
  readonly title: string;
  readonly titleFr: string;
  readonly chapters: readonly string[];
  readonly currency: string;
  readonly files: readonly { readonly table: TableName; readonly path: string; readonly place: Place }[];
}

export interface PackageReading {
  readonly package: Package;
  readonly findings: readonly Finding[];
  /** False when a table or a path was refused. */
  readonly whole: boolean;
}

export const PACKAGE_FILE = "datapackage.json";
const VERSION = 1;
const KEYS: readonly string[] = ["schema", "chapters", "currency", "titleFr"];

/** Read datapackage.json. Only paths inside the folder come out; whoever reads files may follow them. */
export function readPackage(text: string): PackageReading {
  const findings: Finding[] = [];
  const refuse = (code: FindingCode, value: unknown, words: Readonly<Record<string, string>>): void => {
    const excerpt = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    findings.push(makeFinding(code, { place: placeIn(text, value), excerpt }, words));
  };
  const bad = (value: unknown, words: { readonly found: string; readonly expected: string; readonly expectedFr: string }): void =>
    refuse(badPackage, value, words);

  const plain = text.replace(/^\ufeff/, "");
  let root: Readonly<Record<string, unknown>> = {};
  try {
    const json: unknown = JSON.parse(plain);
    if (isRecord(json)) root = json;
    else bad(json, { found: "datapackage.json", expected: "an object", expectedFr: "un objet" });
  } catch {
    const at = (jsonFault(plain) ?? 0) + text.length - plain.length;
    findings.push(makeFinding(badJson, { place: placeAt(text, at), excerpt: text.slice(at, at + 80).split("\n")[0] }));
  }
  if (findings.length > 0) return { package: emptyPackage(), findings, whole: false };

  const own = isRecord(root.keiretsu) ? root.keiretsu : {};
  if (!isRecord(root.keiretsu)) bad(root.keiretsu, { found: "keiretsu", expected: "an object", expectedFr: "un objet" });
  else if (own.schema !== VERSION) bad(own.schema, { found: "keiretsu.schema", expected: String(VERSION), expectedFr: String(VERSION) });
  const name = textOf(root.name);
  if (name === "") bad(root.name, { found: "name", expected: "a word", expectedFr: "un mot" });
  for (const key of Object.keys(own))
    if (!KEYS.includes(key)) {
      const guess = nearest(key, KEYS);
      refuse(unknownKey, key, {
        found: `"${key}"`,
        expected: KEYS.join(", "),
        guess: guess === null ? "" : `; the nearest is ${guess}`,
        guessFr: guess === null ? "" : ` ; la plus proche est ${guess}`,
      });
    }
  const currency = textOf(own.currency) || "USD";
  if (isRecord(root.keiretsu) && textOf(own.currency) === "") refuse(assumedCurrency, "keiretsu", {});
  if (!isCurrency(currency))
    bad(own.currency, { found: "keiretsu.currency", expected: "a code of ISO 4217", expectedFr: "un code ISO 4217" });
  const chapters = Array.isArray(own.chapters) ? own.chapters.filter((chapter) => typeof chapter === "string") : [];
  if (!Array.isArray(own.chapters) || chapters.length < own.chapters.length)
    bad(own.chapters, { found: "keiretsu.chapters", expected: "a list of words", expectedFr: "une liste de mots" });
  const resources: readonly unknown[] = Array.isArray(root.resources) ? root.resources : [];
  if (!Array.isArray(root.resources) || resources.length === 0)
    bad(root.resources, {
      found: "resources",
      expected: "a list of tables with their paths",
      expectedFr: "une liste de tables avec leurs chemins",
    });

  const files: { table: TableName; path: string; place: Place }[] = [];
  for (const resource of resources) {
    const paths = isRecord(resource) ? (Array.isArray(resource.path) ? resource.path : [resource.path]) : [];
    if (!isRecord(resource) || paths.length === 0 || !paths.every((path) => typeof path === "string")) {
      bad(resource, { found: "path", expected: "a path or a list of paths", expectedFr: "un chemin ou une liste de chemins" });
      continue;
    }
    const table = textOf(resource.name);
    if (!isTable(table)) {
      refuse(unknownTable, resource.name, { found: `"${table}"`, expected: Object.keys(tables).join(", ") });
      continue;
    }
    for (const path of paths as readonly string[])
      if (!staysInside(path)) refuse(pathEscape, path, { found: path });
      else if (files.some((file) => file.path === path)) refuse(duplicatePath, path, { found: path });
      else files.push({ table, path, place: placeIn(text, path) });
  }
  const title = textOf(root.title) || name;
  const titleFr = textOf(own.titleFr) || title;
  return {
    package: { name, title, titleFr, chapters, currency, files },
    findings,
    whole: findings.every((finding) => finding.severity !== "error"),
  };
}

/** A plain relative path with forward slashes: no step up, no root, no drive, no address, no hidden sign. */
export function staysInside(path: string): boolean {
  if (path === "" || path.length > 500 || /[\\:<>|?*\p{Cc}]|^[/~]/u.test(path)) return false;
  return path.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}

function emptyPackage(): Package {
  return { name: "", title: "", titleFr: "", chapters: [], currency: "USD", files: [] };
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Where a value is written, by searching for it: JSON.parse keeps no places. The start of the file when it is not found. */
function placeIn(text: string, value: unknown): Place {
  const at = typeof value === "string" ? text.indexOf(JSON.stringify(value)) : -1;
  return placeAt(text, Math.max(0, at));
}

function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at).split("\n");
  return { file: PACKAGE_FILE, line: before.length, column: Array.from(before[before.length - 1]).length + 1 };
}
