import * as fc from "fast-check";
import { toResult } from "../../../src/network/result.ts";
import type { Result } from "../../../src/network/result.ts";
import type { ExportedEdge, ExportedNetwork, ExportedNode } from "../../../src/tell/export/exported-network.ts";

/** A network in the envelope, for tests. */
export function enveloped(values: ExportedNetwork): Result<ExportedNetwork> {
  return toResult("export", { digest: "0".repeat(64), unit: values.unit ?? "units" }, { language: "en" }, { values });
}

export const bareNode = { kind: null, country: null, x: null, y: null };
export const bareEdge: Omit<ExportedEdge, "id" | "from" | "to"> = {
  weight: null,
  low: null,
  point: null,
  high: null,
  qualifier: null,
  currency: null,
  instrument: null,
  flow: null,
  status: null,
  since: null,
  verdict: null,
  deal: null,
  claim: null,
  sources: [],
  title: null,
  sentence: null,
};

/** Texts that a file may hold: markup, quotes, line ends, spaces, formulas, marks of lists, scripts of the world, and what lies beyond 16 bits. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).map((text) => text.replace(FORBIDDEN_IN_XML(), "")),
  fc.constantFrom(
    "<a href='x'>&amp;</a>",
    '"',
    " lead and trail ",
    "a\tb\nc\r\nd\re",
    "=1+1",
    "'=1+1",
    "''-2",
    "a|b\\c",
    "]]>",
    "שלום \u200f עולם",
    "مرحبا",
    "𝔸三菱",
    "-5",
    "&#0;",
    "\\",
    "|",
  ),
);

function FORBIDDEN_IN_XML(): RegExp {
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/g;
}

/** What a cell of a casebook may hold: no control characters, no marks that turn text. */
export const cellText = anyText.map((text) =>
  text.replace(
    /(?!\n)\p{Cc}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffd]|\p{Surrogate}/gu,
    "",
  ),
);

const number = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 50 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
);

export function networks(text: fc.Arbitrary<string> = anyText, isolates = true): fc.Arbitrary<ExportedNetwork> {
  const id = text.filter((one) => one !== "");
  const maybe = fc.option(id, { nil: null });
  return fc
    .uniqueArray(id, { minLength: 1, maxLength: 6 })
    .chain((ids) =>
      fc.record({
        title: fc.constant("A title"),
        lens: fc.constantFrom("pays", "owns"),
        unit: fc.constant("USD"),
        nodes: fc.tuple(
          ...ids.map((one) =>
            fc.record<ExportedNode>({
              id: fc.constant(one),
              name: id,
              kind: maybe,
              country: maybe,
              x: fc.option(number, { nil: null }),
              y: fc.option(number, { nil: null }),
            }),
          ),
        ),
        edges: fc.uniqueArray(
          fc.record<ExportedEdge>({
            id,
            from: fc.constantFrom(...ids),
            to: fc.constantFrom(...ids),
            weight: fc.option(number, { nil: null }),
            low: fc.option(number, { nil: null }),
            point: fc.option(number, { nil: null }),
            high: fc.option(number, { nil: null }),
            qualifier: maybe,
            currency: maybe,
            instrument: maybe,
            flow: maybe,
            status: maybe,
            since: fc.constantFrom(null, "2025", "2025-09", "2025-09-22"),
            verdict: fc.constantFrom(null, "counted", "ghost"),
            deal: maybe,
            claim: maybe,
            sources: fc.array(id, { maxLength: 3 }),
            title: maybe,
            sentence: maybe,
          }),
          { maxLength: 8, selector: (edge) => edge.id },
        ),
      }),
    )
    .map((network) => {
      const used = new Set(network.edges.flatMap((edge) => [edge.from, edge.to]));
      const nodes = network.nodes.map((node) => (node.x === null || node.y === null ? { ...node, x: null, y: null } : node));
      return { ...network, nodes: isolates ? nodes : nodes.filter((node) => used.has(node.id)) };
    });
}
