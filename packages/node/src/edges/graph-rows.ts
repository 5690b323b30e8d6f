import { readFileSync, statSync } from "node:fs";
import { type Finding, type GraphEdge, type GraphFile, KeiretsuError, lineAndColumn, type NetworkFormat, readGraph } from "keiretsu";
import { invalidByte } from "../utf8.ts";
import { CELL, type CellRole, type Cells, type EdgeRows } from "./edge-rows.ts";
import type { ReadEdgesOptions } from "./report.ts";

/** A file of a graph is held whole, and its text several times over. */
const LARGEST_FILE = 256_000_000;
const ROLES = ["from", "to", "amount", "type", "date"] as const;
/** Names of the ends, ours and those of the formats. */
const ENDS: Readonly<Record<string, "from" | "to">> = { from: "from", source: "from", to: "to", target: "to" };

/** The file as a whole cannot be taken; the finding says why, in both languages. */
export class RefusedFile extends KeiretsuError {
  readonly finding: Finding;
  constructor(finding: Finding) {
    const { place, code, summary, advice } = finding;
    super(code, `${place.file}:${place.line}:${place.column}: ${summary} ${advice}`);
    this.finding = finding;
  }
}

/** The format of a graph by the ending of its name, null for a table. */
export function graphFormat(path: string): Exclude<NetworkFormat, "csv"> | null {
  const ending = /\.(gexf|graphml|json)$/i.exec(path)?.[1].toLowerCase() ?? null;
  return ending as Exclude<NetworkFormat, "csv"> | null;
}

/**
 * Rows of a graph: one edge a row, its values named as in the file. The amount is the weight unless another value is asked for. An edge without
 * direction does not say who pays whom and is refused; nodes without edges are no rows.
 */
export function readGraphRows(path: string, format: NetworkFormat, options: ReadEdgesOptions, rows: EdgeRows): void {
  const text = readText(path);
  const { graph, findings } = readGraph(text, { format, file: path });
  if (graph === null) throw new RefusedFile(findings.list.at(-1)!);
  rows.note(
    findings.list.filter((finding) => finding.severity === "warning"),
    graph.values.get("unit") ?? null,
  );
  const wanted = wantedValues(graph, options, path);
  const cells = new EncodedCells(wanted);
  const { length } = graph.edges;
  rows.columns.reserve(length, length);
  for (const edge of graph.edges) {
    if (edge.refused) rows.adopt(edge.refused);
    else {
      const refusal = rows.take(cells.encode(edge), cells.cells);
      if (refusal) rows.refuse(refusal.why, () => ({ ...lineAndColumn(text, edge.at), excerpt: excerptOf(text, edge.at) }));
    }
  }
}

function readText(path: string): string {
  const { size } = statSync(path);
  if (size > LARGEST_FILE)
    throw new KeiretsuError(
      "file-too-large",
      `${path}: ${size} bytes, at most ${LARGEST_FILE} are read as a graph; export it to CSV or Parquet`,
    );
  const bytes = readFileSync(path);
  const bad = invalidByte(bytes);
  if (bad !== null) throw new KeiretsuError("not-utf8-file", `${path}:${bad.line}:${bad.column}: this is not UTF-8; save it as UTF-8`);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Where the cell of each role comes from; null for what is not asked for. */
type Wanted = Readonly<Record<CellRole, ((edge: GraphEdge) => string) | null>>;

function wantedValues(graph: GraphFile, { columns }: ReadEdgesOptions, path: string): Wanted {
  const names = new Set<string>();
  for (const edge of graph.edges) for (const name of edge.values.keys()) names.add(name);
  const missing = (role: CellRole, name: string, has: readonly string[]): KeiretsuError =>
    new KeiretsuError("missing-column", `${path}: no "${name}" for ${role}; the edges have: ${has.join(", ")}`);
  const wanted = Object.fromEntries(
    ROLES.map((role) => {
      const asked = columns[role];
      if (asked === undefined) return [role, null];
      const end = ENDS[asked];
      if (role === "from" || role === "to") {
        if (end === undefined) throw missing(role, asked, ["from", "to"]);
        return [role, (edge: GraphEdge) => edge[end]];
      }
      const name = role === "amount" && asked === "amount" && !names.has(asked) ? "weight" : asked;
      if (!names.has(name) && graph.edges.length > 0) throw missing(role, name, [...names].sort().slice(0, 30));
      return [role, (edge: GraphEdge) => edge.values.get(name) ?? ""];
    }),
  );
  return wanted as unknown as Wanted;
}

/** The cells of one edge as bytes, as the readers of tables hand them over. */
class EncodedCells {
  readonly cells: Cells = { begins: new Int32Array(5).fill(-1), ends: new Int32Array(5).fill(-1) };
  readonly #wanted: Wanted;
  #bytes = new Uint8Array(1024);

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  encode(edge: GraphEdge): Uint8Array {
    let used = 0;
    for (const role of ROLES) {
      const valueOf = this.#wanted[role];
      if (valueOf === null) continue;
      const text = valueOf(edge);
      if (used + 3 * text.length > this.#bytes.length) {
        const larger = new Uint8Array(2 * (used + 3 * text.length));
        larger.set(this.#bytes);
        this.#bytes = larger;
      }
      this.cells.begins[CELL[role]] = used;
      used += new TextEncoder().encodeInto(text, this.#bytes.subarray(used)).written;
      this.cells.ends[CELL[role]] = used;
    }
    return this.#bytes;
  }
}

function excerptOf(text: string, at: number): string {
  return text
    .slice(at, at + 80)
    .split("\n")[0]
    .replaceAll(/\p{Cc}/gu, "·");
}
