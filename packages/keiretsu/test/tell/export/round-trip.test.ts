import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { view } from "../../../src/record/view.ts";
import { exportView } from "../../../src/tell/export/export-view.ts";
import { sortedNetwork } from "../../../src/tell/export/exported-network.ts";
import { type NetworkFormat, networkFormats, networkText } from "../../../src/tell/export/network-text.ts";
import { readNetwork } from "../../../src/tell/export/read/read-network.ts";
import { shipped } from "../../casebooks.ts";
import { shuffle } from "../../toy.ts";
import { cellText, enveloped, networks } from "./networks.ts";

const arbitrary = (format: NetworkFormat): fc.Arbitrary<ReturnType<typeof sortedNetwork>> =>
  format === "csv" ? networks(cellText, false) : networks();

describe.each(networkFormats)("%s", (format) => {
  test("a casebook comes back to the letter, all counted", () => {
    for (const book of ["ai-alliances", "keiretsu-japan", "lucent-2000"]) {
      const result = exportView(view(shipped(book), { chapters: ["all"] }), { ghosts: true, language: "fr" });
      const { nodes, edges } = result.values;
      const back = readNetwork(networkText(result, { format }), { format, file: "back" });
      expect(back.findings).toEqual([]);
      expect(back).toMatchObject({ whole: true, added: 0, edges: { read: edges.length, kept: edges.length, refused: 0 } });
      expect(back.network.nodes).toEqual(nodes);
      expect(back.network.edges).toEqual(edges);
      if (format === "json" || format === "graphml")
        expect(back.network).toMatchObject({ title: result.values.title, lens: "pays", unit: result.unit });
    }
  });

  test("any network comes back to the letter", () => {
    fc.assert(
      fc.property(arbitrary(format), (network) => {
        const { nodes, edges } = sortedNetwork(network);
        const back = readNetwork(networkText(enveloped(sortedNetwork(network)), { format }), { format, file: "back" });
        expect(back.findings).toEqual([]);
        expect(back.network.nodes).toEqual(nodes);
        expect(back.network.edges).toEqual(edges);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test("nodes and edges in another order give the same bytes", () => {
    fc.assert(
      fc.property(arbitrary(format), fc.integer({ min: 0, max: 1000 }), (network, by) => {
        const mixed = { ...network, nodes: shuffle(network.nodes, by), edges: shuffle(network.edges, by + 1) };
        const [one, other] = [network, mixed].map((each) => networkText(enveloped(sortedNetwork(each)), { format }));
        expect(other).toBe(one);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
