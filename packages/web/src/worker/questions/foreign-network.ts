import { edgeListCircularity, fromEdges, KeiretsuError, type NetworkFormat, networkDigest, readNetwork } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly name: string;
  readonly text: string;
  readonly format: NetworkFormat;
}

/** A network of another tool: what was read, kept and refused, and how much of its money could go round. */
export default function foreignNetwork(_book: OpenBook, { name, text, format }: Params) {
  const { network, ...report } = readNetwork(text, { format, file: name });
  const unit = network.unit ?? "units";
  // Where a file weighs its edges, only weights add up: in one unit, and none where a sum leaves an edge out.
  const weighs = network.edges.some(({ weight }) => weight !== null);
  const amounts = network.edges.flatMap((edge) => {
    const amount = weighs ? edge.weight : (edge.point ?? edge.high ?? edge.low);
    return amount === null ? [] : [{ from: edge.from, to: edge.to, amount }];
  });
  return {
    name,
    report,
    nodes: network.nodes.length,
    edges: network.edges.length,
    unknown: network.edges.length - amounts.length,
    unit,
    circularity: report.whole && amounts.length > 0 ? asked(amounts, unit) : null,
  };
}

/** Amounts that are too large or negative for a set-off are told, not hidden. */
function asked(amounts: readonly { readonly from: string; readonly to: string; readonly amount: number }[], unit: string) {
  const names = [...new Set(amounts.flatMap(({ from, to }) => [from, to]))].sort();
  const index = new Map(names.map((id, i) => [id, i]));
  try {
    const network = fromEdges(
      {
        n: names.length,
        from: amounts.map(({ from }) => index.get(from)!),
        to: amounts.map(({ to }) => index.get(to)!),
        amount: amounts.map(({ amount }) => amount),
      },
      { names, unit },
    );
    const options = { digest: networkDigest(network), maxLength: 6, top: 10, minorDigits: 2, warnings: [] };
    return { values: edgeListCircularity(network, options).values, refused: null };
  } catch (error) {
    if (error instanceof KeiretsuError) return { values: null, refused: error.message };
    throw error;
  }
}
