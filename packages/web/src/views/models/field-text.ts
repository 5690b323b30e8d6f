import type { Field } from "keiretsu";

/**
 * A field of a case as text that a person can type or paste, and back. What is typed and is no such value is kept as it is, so that the library's own check says what was
 * expected.
 */
export function fieldText({ kind }: Pick<Field, "kind">, value: unknown): string {
  if (value === undefined || value === null) return "";
  switch (kind) {
    case "numbers":
    case "nodes":
    case "labels":
    case "texts":
      return isList(value) && value.every(isPlain) ? value.map(String).join(", ") : json(value);
    case "matrix":
    case "edges":
      return isList(value) && value.every(isRow) ? value.map(rowText).join("\n") : json(value);
    case "edge-classes":
      return isList(value) && value.every((rows) => isList(rows) && rows.every(isRow))
        ? (value as readonly (readonly (readonly unknown[])[])[]).map((rows) => rows.map(rowText).join("\n")).join("\n\n")
        : json(value);
    case "records":
      return json(value);
    default:
      return typeof value === "string" ? value : json(value);
  }
}

/** undefined for a field that is left out. */
export function fieldValue({ kind }: Pick<Field, "kind">, text: string): unknown {
  const typed = text.trim();
  if (typed === "") return undefined;
  // A list may also be pasted as JSON.
  if (kind === "records" || (typed.startsWith("[") && kind !== "text")) return fromJson(typed);
  switch (kind) {
    case "count":
    case "number":
    case "node":
      return numberOf(typed);
    case "flag":
      return typed === "true" ? true : typed === "false" ? false : typed;
    case "numbers":
    case "nodes":
    case "labels":
      return cellsOf(typed.replaceAll("\n", ",")).map(numberOf);
    case "texts":
      return cellsOf(typed.replaceAll("\n", ","));
    case "matrix":
    case "edges":
      return rowsOf(typed);
    case "edge-classes":
      return typed.split(/\n\s*\n/).map(rowsOf);
    default:
      return typed;
  }
}

function rowsOf(text: string): readonly unknown[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => cellsOf(line).map(numberOf));
}

/** Commas, semicolons, tabs or spaces between cells, as spreadsheets and people write them. */
function cellsOf(line: string): readonly string[] {
  const by = /[,;\t]/.test(line) ? /\s*[,;\t]\s*/ : /\s+/;
  return line
    .trim()
    .split(by)
    .filter((cell) => cell !== "");
}

/** A number where it is one, else the text: the type of an edge, or a fault that the check will tell. */
function numberOf(cell: string): number | string {
  const number = Number(cell);
  return Number.isNaN(number) ? cell : number;
}

function rowText(row: unknown): string {
  return (row as readonly unknown[]).map(String).join(", ");
}

function isRow(row: unknown): boolean {
  return isList(row) && row.length > 0 && row.every(isPlain);
}

/** What reads back as itself: a number, or a text without separators that is no number. */
function isPlain(cell: unknown): boolean {
  return typeof cell === "number" || (typeof cell === "string" && cell !== "" && !/[,;\s[]/.test(cell) && Number.isNaN(Number(cell)));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
