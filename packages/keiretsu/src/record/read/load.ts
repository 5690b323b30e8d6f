import { compareFindings, compareText, type Finding, type Place } from "../../finding.ts";
import { sha256 } from "../../num/sha256.ts";
import { type Amount, type AmountProblem, parseAmount } from "../amount.ts";
import type { Casebook, Loaded } from "../casebook.ts";
import { checkIntegrity } from "../checks/index.ts";
import { unitWords } from "./cell.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { missingFile, notACasebook } from "./package-codes.ts";
import { PACKAGE_FILE, type Package, readPackage } from "./package.ts";
import { rememberPlaces } from "./places.ts";
import { type TableName, tables } from "./schema.generated.ts";
import { type TableRow, readTable } from "./table.ts";
import { badNumber, notExact, otherCurrency, tooPrecise } from "./table-codes.ts";

/** A file as text, its path relative to the folder of the casebook, with forward slashes. */
export interface CasebookFile {
  readonly path: string;
  readonly text: string;
}

export interface LoadOptions {
  /** What whoever read the files found; an error there means that the casebook is not whole. */
  readonly findings?: readonly Finding[];
}

/** Properties whose name is not that of their column: `place` is where a row was read. */
const RENAMED: Readonly<Record<string, string>> = { "claims.place": "sourcePlace" };
/** Text that is null when empty, and words that are "" when empty. */
const NULL_WHEN_EMPTY: ReadonlySet<string> = new Set(["legs.reading"]);
const TEXT_WHEN_EMPTY: ReadonlySet<string> = new Set(["claims.qualifier"]);

/**
 * Text to casebook: parsed once, checked once. Every fault is a finding; a row at fault is left out and `whole` is then false. Ids are unique
 * and lead to rows, and parent, part_of, supersedes and origin form no cycle, whenever `whole` is true. Rows are sorted by id, so the order
 * of rows, columns and files changes nothing but the places. Never throws. Cost O(length log rows).
 */
export function load(files: readonly CasebookFile[], options: LoadOptions = {}): Loaded {
  const findings: Finding[] = [...(options.findings ?? [])];
  let whole = findings.every((finding) => finding.severity !== "error");
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const packageText = texts.get(PACKAGE_FILE);
  if (packageText === undefined) {
    const place = { file: PACKAGE_FILE, line: 1, column: 1 };
    if (whole) findings.push(makeFinding(notACasebook, { place, excerpt: PACKAGE_FILE }));
    whole = false;
  }
  const reading = packageText === undefined ? null : readPackage(packageText);
  findings.push(...(reading?.findings ?? []));
  whole &&= reading?.whole ?? false;

  const rows = new Map<TableName, TableRow[]>();
  const incomplete = new Set<TableName>();
  for (const { table, path, place } of reading?.package.files ?? []) {
    const text = texts.get(path);
    if (text === undefined) {
      whole = false;
      incomplete.add(table);
      if (!findings.some((finding) => finding.place.file === path))
        findings.push(makeFinding(missingFile, { place, excerpt: path }, { found: path }));
      continue;
    }
    const one = readTable(table, path, text);
    findings.push(...one.findings);
    whole &&= one.whole;
    if (!one.whole) incomplete.add(table);
    const earlier = rows.get(table);
    if (earlier === undefined) rows.set(table, [...one.rows]);
    else for (const row of one.rows) earlier.push(row);
  }

  // A refused path or resource may have held any table that has no file.
  if (reading !== null && !reading.whole)
    for (const table of Object.keys(tables) as TableName[]) if (!rows.has(table)) incomplete.add(table);

  const casebook = toCasebook(reading?.package ?? null, rows, findings);
  findings.push(...checkIntegrity(casebook, incomplete));
  whole &&= findings.every((finding) => finding.severity !== "error");
  return { casebook, findings: findings.sort(compareFindings), whole, incomplete };
}

function toCasebook(from: Package | null, rows: ReadonlyMap<TableName, readonly TableRow[]>, findings: Finding[]): Casebook {
  const sorted = new Map<TableName, readonly (readonly [key: string, row: TableRow])[]>();
  const lines: string[] = [];
  for (const table of Object.keys(tables) as TableName[]) {
    // Ids first in the schema, so sorting by the whole row sorts by id.
    const keyed = (rows.get(table) ?? []).map((row) => [JSON.stringify(tables[table].map((field) => row.texts[field.name])), row] as const);
    keyed.sort((a, b) => compareText(idOf(a[1]), idOf(b[1])) || compareText(a[0], b[0]));
    sorted.set(table, keyed);
    for (const [key] of keyed) lines.push(`${table} ${key}`);
  }
  const head = { name: from?.name ?? "", title: from?.title ?? "", titleFr: from?.titleFr ?? "" };
  const chapters = [...(from?.chapters ?? [])].sort(compareText);
  const currency = from?.currency ?? "USD";
  const nouns = <T>(table: TableName): T[] => {
    const columns = columnsOf(table);
    return sorted.get(table)!.map(([, row]) => {
      const noun = toNoun(columns, row);
      if (table === "claims") noun.amount = readAmount(noun, row.places.get("value") ?? row.place, findings);
      return noun as T;
    });
  };
  return {
    ...head,
    chapters,
    currency,
    sources: nouns("sources"),
    entities: nouns("entities"),
    deals: nouns("deals"),
    legs: nouns("legs"),
    claims: nouns("claims"),
    status: nouns("status"),
    rosters: nouns("rosters"),
    loops: nouns("loops"),
    derived: nouns("derived"),
    digest: sha256([JSON.stringify({ ...head, chapters, currency }), ...lines].join("\n")),
  };
}

function idOf(row: TableRow): string {
  return row.texts.id ?? "";
}

/** How a column becomes a property; the schema says which there are, the types in casebook.ts say the same, a test compares them. */
interface Column {
  readonly name: string;
  readonly property: string;
  readonly nullWhenEmpty: boolean;
  readonly textWhenEmpty: boolean;
}

function columnsOf(table: TableName): readonly Column[] {
  return tables[table].map(({ name }) => {
    const full = `${table}.${name}`;
    const property = RENAMED[full] ?? propertyName(name);
    return { name, property, nullWhenEmpty: NULL_WHEN_EMPTY.has(full), textWhenEmpty: TEXT_WHEN_EMPTY.has(full) };
  });
}

function toNoun(columns: readonly Column[], row: TableRow): Record<string, unknown> {
  const noun: Record<string, unknown> = { place: row.place };
  for (const { name, property, nullWhenEmpty, textWhenEmpty } of columns) {
    const value = row.values[name];
    noun[property] = value === "" && nullWhenEmpty ? null : value === null && textWhenEmpty ? "" : value;
  }
  rememberPlaces(noun, row.places);
  return noun;
}

function readAmount(claim: Readonly<Record<string, unknown>>, place: Place, findings: Finding[]): Amount | null {
  const { value, unit, qualifier } = claim as { value: string; unit: string; qualifier: string };
  const { amount, problem } = parseAmount(value, unit, qualifier);
  if (problem !== null)
    findings.push(
      makeFinding(
        AMOUNT_CODES[problem],
        { place, excerpt: value },
        { field: "value", ...(problem === "not-a-number" ? unitWords(unit) : { expected: unit }) },
      ),
    );
  return amount;
}

const AMOUNT_CODES: Readonly<Record<AmountProblem, FindingCode>> = {
  "not-a-number": badNumber,
  "other-currency": otherCurrency,
  "too-precise": tooPrecise,
  "not-exact": notExact,
};

/** known_on -> knownOn. */
function propertyName(column: string): string {
  return column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
