import type { Finding } from "../../../finding.ts";
import { fromCsvCell } from "../../csv.ts";
import { parseCsv } from "../../../record/read/csv.ts";
import { nodeFields } from "../exported-network.ts";
import { missingEnd, notThisFormat } from "./codes.ts";
import type { Findings, GraphEdge, GraphFile, GraphNode } from "./graph-file.ts";
import { ValueList } from "./value-list.ts";

/** Read the CSV of an exported network, or any with the columns from and to: what other columns hold are values of their edge. Null when refused. */
export function readNetworkCsv(text: string, findings: Findings): GraphFile | null {
  const csv = parseCsv(findings.file, text);
  findings.adopt(csv.findings);
  const names = csv.header?.map((cell) => cell.text) ?? [];
  const column = new Map(names.map((name, c) => [name, c]));
  const [from, to] = [column.get("from"), column.get("to")];
  if (csv.header === null) return null;
  if (from === undefined || to === undefined)
    return findings.refuse(notThisFormat, 0, { found: names.slice(0, 8).join(", "), expected: "from, to" });

  const lines = lineStarts(text);
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = refusedRows(csv.findings).map((finding) => ({
    id: null,
    from: "",
    to: "",
    refused: { code: finding.code, finding },
    values: new Map(),
    at: lines[finding.place.line - 1],
  }));
  const ownOfNode = new Set(["from", "to"].flatMap((end) => nodeFields.map((field) => `${end}_${field}`)));
  for (const row of csv.rows) {
    const cell = (c: number | undefined): string => (c === undefined ? "" : fromCsvCell(row[c].text));
    const at = lines[row[0].line - 1] + row[0].column - 1;
    const refused = cell(from) === "" || cell(to) === "" ? findings.add(missingEnd, at) : null;
    for (const [end, id] of refused
      ? []
      : [
          ["from", cell(from)],
          ["to", cell(to)],
        ]) {
      const values = new ValueList(findings);
      for (const field of nodeFields) values.set(field, cell(column.get(`${end}_${field}`)), at);
      if (!nodes.has(id)) nodes.set(id, { id, refused: null, values: values.finish(), at });
    }
    const values = new ValueList(findings);
    names.forEach((name, c) => {
      if (!["id", "from", "to"].includes(name) && !ownOfNode.has(name)) values.set(name === "amount" ? "weight" : name, cell(c), at);
    });
    edges.push({ id: cell(column.get("id")) || null, from: cell(from), to: cell(to), refused, values: values.finish(), at });
  }
  return { values: new Map(), nodes: [...nodes.values()], edges };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** The first error of each row that was refused. */
function refusedRows(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter((finding) => finding.severity === "error");
  return [...new Map(errors.toReversed().map((finding) => [finding.place.line, finding])).values()].reverse();
}
