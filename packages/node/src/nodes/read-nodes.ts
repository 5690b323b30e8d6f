import { closeSync } from "node:fs";
import { compareText, KeiretsuError, type Field, type Finding } from "keiretsu";
import { IdTable } from "../edges/id-table.ts";
import { isParquet, openFile } from "../edges/read-edges.ts";
import { REFUSALS, type Sentences } from "../edges/refusals.ts";
import { ParquetFile, type ParquetColumn } from "../parquet/parquet.ts";
import { readTextTable, type TextRow } from "./text-table.ts";
import { NODE_REFUSALS, outOfRange, type NodeRefusal } from "./refusals.ts";

/** A field of a model with one number a node, as the list of models has it. */
export type NodeField = Pick<Field, "name" | "kind" | "required" | "min" | "max">;

export interface ReadNodesOptions {
  readonly fields: readonly NodeField[];
  /** Column of the id and of any field whose column is not named after it. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly delimiter?: string;
  readonly decimal?: "." | ",";
  /** How many refused rows are reported one by one; 20 by default. */
  readonly mostFindings?: number;
}

/** One row a firm: its id and what is known of it. */
export interface NodeTable {
  /** Number of the id is the place of its row among those kept. */
  readonly ids: IdTable;
  /** Numbers of each field that has a column, in the order of `ids`. */
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly rows: number;
  readonly refused: number;
  readonly refusedBy: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** Columns that no field asks for. */
  readonly unused: readonly string[];
}

/**
 * Read what is known of each firm: CSV, JSON Lines or Parquet, one row a firm, with a column `id` and columns named after the fields (externalAssets
 * or external_assets). Rows with a repeated or empty id, or a cell that is no number of the range of its field, are refused and reported.
 * Throws as `readEdges` does, and `missing-column` when a required field has no column.
 */
export function readNodes(path: string, options: ReadNodesOptions): NodeTable {
  const rows = new NodeRows(path, options);
  const file = openFile(path);
  try {
    if (isParquet(file)) readParquetNodes(new ParquetFile(path, file), rows);
    else {
      readTextTable(path, options.delimiter ?? null, {
        choose: (names) => rows.choose(names),
        row: (row) => rows.take(row),
        refuse: (why, place) => rows.refuse(why, () => place, REFUSALS[why]),
      });
    }
  } finally {
    closeSync(file);
  }
  return rows.finish();
}

const MOST_FINDINGS = 20;

class NodeRows {
  readonly ids: IdTable = new IdTable();
  fields: readonly NodeField[] = [];
  readonly #path: string;
  readonly #options: ReadNodesOptions;
  #values: Float64Array[] = [];
  #unused: readonly string[] = [];
  #rows = 0;
  #refused = 0;
  readonly #refusedBy = new Map<string, number>();
  readonly #findings: Finding[] = [];
  /** Numbers of the row at hand. */
  #numbers = new Float64Array(0);

  constructor(path: string, options: ReadNodesOptions) {
    this.#path = path;
    this.#options = options;
  }

  /** The column of the id, then that of each field that has one. */
  choose(names: readonly string[]): string[] {
    const { fields, columns = {} } = this.#options;
    const columnOf = (name: string): string | null => {
      const asked = columns[name];
      const wanted = asked === undefined ? [...new Set([name, snakeCase(name)])] : [asked];
      const found = names.filter((other) => wanted.includes(other));
      if (found.length > 1)
        throw new KeiretsuError("ambiguous-column", `${this.#path}:1: columns ${found.join(", ")} are all for ${name}; one was expected`);
      if (found.length === 0 && asked !== undefined) throw this.#missing(asked, name, names);
      return found[0] ?? null;
    };
    const unknown = Object.keys(columns).find((name) => name !== "id" && !fields.some((field) => field.name === name));
    if (unknown !== undefined)
      throw new KeiretsuError(
        "unknown-field",
        `field "${unknown}" is none of the model, expected one of ${fields.map((field) => field.name).join(", ") || "none"}`,
      );
    const id = columnOf("id");
    if (id === null) throw this.#missing("id", "id", names);
    const chosen = fields.map((field) => ({ field, column: columnOf(field.name) }));
    const absent = chosen.find(({ field, column }) => field.required && column === null);
    if (absent !== undefined) throw this.#missing(absent.field.name, absent.field.name, names);
    const found = chosen.filter(({ column }) => column !== null);
    this.fields = found.map(({ field }) => field);
    this.#values = found.map(() => new Float64Array(1024));
    this.#numbers = new Float64Array(found.length);
    const used = [id, ...found.map(({ column }) => column!)];
    this.#unused = names.filter((name) => !used.includes(name));
    return used;
  }

  #missing(column: string, role: string, names: readonly string[]): KeiretsuError {
    const shown = names.slice(0, 30).join(", ") + (names.length > 30 ? ", ..." : "");
    return new KeiretsuError("missing-column", `${this.#path}:1: no column "${column}" for ${role}; there are: ${shown}`);
  }

  take({ bytes, begins, ends, kinds, place }: TextRow): void {
    if (kinds[0] !== "text" && kinds[0] !== "whole" && kinds[0] !== "nothing") return this.refuse("wrong-type", () => place(0));
    for (let w = 1; w <= this.fields.length; w++) {
      // A number in quotes is a text in JSON.
      const isText = kinds[w] === "other" || kinds[w] === "text";
      const number = isText ? Number.NaN : numberOf(bytes, begins[w], ends[w], this.#options.decimal === ",");
      if (number === null) return this.refuse("missing-value", () => place(w), this.#missingValue(w - 1));
      this.#numbers[w - 1] = number;
    }
    this.keep(bytes, begins[0], ends[0], this.#numbers, (w) => place(w === null ? 0 : w + 1));
  }

  /** Take an id with its numbers, one a field. */
  keep(
    bytes: Uint8Array,
    begin: number,
    end: number,
    numbers: ArrayLike<number>,
    place: (field: number | null) => ReturnType<TextRow["place"]>,
  ): void {
    while (begin < end && (bytes[begin] === 0x20 || bytes[begin] === 0x09)) begin++;
    while (end > begin && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09)) end--;
    if (begin === end) return this.refuse("missing-id", () => place(null));
    for (let f = 0; f < this.fields.length; f++) {
      const { kind, min = 0, max = Infinity } = this.fields[f];
      const x = numbers[f];
      if (Number.isNaN(x) || Math.abs(x) === Infinity) return this.refuse("not-a-number", () => place(f));
      const fits = x >= min && x <= max && (kind !== "labels" || Number.isSafeInteger(x));
      if (!fits) return this.refuse("out-of-range", () => place(f), outOfRange(this.fields[f]));
    }
    const before = this.ids.count;
    const row = this.ids.intern(bytes, begin, end);
    if (row < before) return this.refuse("repeated-id", () => place(null));
    this.#rows++;
    for (let f = 0; f < this.fields.length; f++) {
      if (row === this.#values[f].length) this.#values[f] = doubled(this.#values[f]);
      this.#values[f][row] = numbers[f];
    }
  }

  refuse(
    why: NodeRefusal,
    place: () => ReturnType<TextRow["place"]>,
    words: Readonly<Record<"en" | "fr", Sentences>> = NODE_REFUSALS[why],
  ): void {
    this.#rows++;
    this.#refused++;
    this.#refusedBy.set(why, (this.#refusedBy.get(why) ?? 0) + 1);
    if (this.#findings.length >= (this.#options.mostFindings ?? MOST_FINDINGS)) return;
    const { line, column, excerpt } = place();
    const { en, fr } = words;
    this.#findings.push({ code: why, severity: "error", place: { file: this.#path, line, column }, excerpt, ...en, french: fr });
  }

  #missingValue(f: number): Readonly<Record<"en" | "fr", Sentences>> {
    const { en, fr } = NODE_REFUSALS["missing-value"];
    const { name } = this.fields[f];
    return { en: { ...en, summary: `${en.summary}: ${name}` }, fr: { ...fr, summary: `${fr.summary} : ${name}` } };
  }

  finish(): NodeTable {
    const values = new Map(this.fields.map((field, f) => [field.name, this.#values[f].slice(0, this.ids.count)]));
    return {
      ids: this.ids,
      values,
      rows: this.#rows,
      refused: this.#refused,
      refusedBy: Object.fromEntries([...this.#refusedBy].sort(([a], [b]) => compareText(a, b))),
      findings: this.#findings,
      unused: this.#unused,
    };
  }
}

function doubled(values: Float64Array): Float64Array {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}

/** externalAssets as external_assets. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The number that a cell writes, NaN where it writes none, null where it is empty. */
function numberOf(bytes: Uint8Array, begin: number, end: number, hasComma: boolean): number | null {
  let text = "";
  for (let i = begin; i < end; i++) text += String.fromCharCode(bytes[i]);
  text = text.trim();
  if (text === "") return null;
  if (hasComma) text = text.replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

function readParquetNodes(parquet: ParquetFile, rows: NodeRows): void {
  const { columns, groups } = parquet.metadata;
  const names = columns.map((column) => (column.nested ? "" : column.name));
  const [id, ...fields] = rows.choose(names.filter((name) => name !== "")).map((name) => names.indexOf(name));
  const isText = columns[id].physical === "BYTE_ARRAY" && columns[id].meaning === "text";
  const isWhole = /^INT(32|64)$/.test(columns[id].physical) && (columns[id].meaning === "plain" || columns[id].meaning === "unsigned");
  if (!isText && !isWhole) throw wrongType(parquet.path, columns[id], "whole numbers or texts");
  for (const c of fields)
    if (
      columns[c].physical === "BYTE_ARRAY" ||
      columns[c].physical === "BOOLEAN" ||
      columns[c].meaning === "other" ||
      columns[c].meaning === "date"
    )
      throw wrongType(parquet.path, columns[c], "numbers");
  let first = 1;
  groups.forEach((group, g) => {
    const texts = new IdTable();
    const codes = new Uint32Array(group.rows);
    const intern = (bytes: Uint8Array, begin: number, end: number): number => texts.intern(bytes, begin, end);
    const hasId = parquet.readColumn(g, id, { as: "texts", into: codes, intern }, 0);
    const read = fields.map((c) => {
      const into = new Float64Array(group.rows);
      const present = parquet.readColumn(g, c, { as: "numbers", into }, 0);
      if (columns[c].meaning === "decimal") into.forEach((x, k) => (into[k] = x / 10 ** columns[c].scale));
      return { into, present };
    });
    const numbers = new Float64Array(fields.length);
    for (let k = 0; k < group.rows; k++) {
      const place = (f: number | null) => ({
        line: first + k,
        column: (f === null ? id : fields[f]) + 1,
        excerpt: f === null ? new TextDecoder().decode(texts.bytesOf(codes[k])) : String(read[f].into[k]),
      });
      const lacking = read.findIndex(({ present }) => present !== null && present[k] === 0);
      if (lacking >= 0) {
        rows.refuse("missing-value", () => ({ ...place(lacking), excerpt: "" }));
        continue;
      }
      for (let f = 0; f < fields.length; f++) numbers[f] = read[f].into[k];
      const bytes = texts.bytesOf(codes[k]);
      rows.keep(bytes, 0, hasId !== null && hasId[k] === 0 ? 0 : bytes.length, numbers, place);
    }
    first += group.rows;
  });
}

function wrongType(path: string, { name, physical, meaning }: ParquetColumn, expected: string): KeiretsuError {
  const found = meaning === "plain" ? physical : `${physical} (${meaning})`;
  return new KeiretsuError("bad-column-type", `${path}: column "${name}" holds ${found}; ${expected} were expected`);
}
