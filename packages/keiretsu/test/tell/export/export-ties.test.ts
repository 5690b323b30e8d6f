import { describe, expect, test } from "vitest";
import { ties } from "../../../src/panel/ties.ts";
import { view } from "../../../src/record/view.ts";
import { exportTies } from "../../../src/tell/export/export-ties.ts";
import { exportView } from "../../../src/tell/export/export-view.ts";
import { networkFormats, networkText } from "../../../src/tell/export/network-text.ts";
import { readNetwork } from "../../../src/tell/export/read/read-network.ts";
import { shipped } from "../../casebooks.ts";
import { toy } from "../../toy.ts";

const choices = { perimeter: "parent", inKind: true, contingent: false } as const;
const asked = { ...choices, language: "en", positions: {}, only: null } as const;
const ai = view(shipped("ai-alliances"));

test("payments have the weights of the plain export, ghosts none", () => {
  const plain = exportView(ai, { ...choices, ghosts: true }).values.edges.filter((edge) => edge.verdict !== "set-aside");
  const { edges } = exportTies(ai, { ...asked, lens: "pays" }).values;
  expect(edges).toEqual(plain);
});

test("the sentence decides the ends: a loan is owed by its borrower, at what is still outstanding", () => {
  const book = view(
    toy(`
      loan: bank pays firm 40 for debt on 2025-01-01 (closed)
      out: loan has amount-outstanding 25 USD on 2025-12-31
    `),
  );
  const { nodes, edges } = exportTies(book, { ...asked, lens: "owes", positions: { firm: { x: 3, y: -4 } } }).values;
  expect(edges).toHaveLength(1);
  expect(edges[0]).toMatchObject({ from: "firm", to: "bank", weight: 25, low: 25, high: 25, claim: "out", sentence: "firm owes bank" });
  expect(nodes.find((node) => node.id === "firm")).toMatchObject({ x: 3, y: -4 });
});

describe.each(["pays", "owes", "owns", "supplies"] as const)("%s", (lens) => {
  test.each(networkFormats)("comes back to the letter from %s, one edge a tie", (format) => {
    const result = exportTies(ai, { ...asked, lens });
    const { nodes, edges } = result.values;
    expect(edges.length).toBe(ties(ai, { ...choices, lens }).values.ties.length);
    const back = readNetwork(networkText(result, { format }), { format, file: "back" });
    expect(back.findings).toEqual([]);
    expect(back.network.nodes).toEqual(nodes);
    expect(back.network.edges).toEqual(edges);
  });

  test("only what is asked for", () => {
    const some = ties(ai, { ...choices, lens })
      .values.ties.slice(2, 5)
      .map((tie) => tie.id);
    const { edges, nodes } = exportTies(ai, { ...asked, lens, only: some }).values;
    expect(edges.map((edge) => edge.id)).toEqual([...some].sort());
    expect(nodes.length).toBe(new Set(edges.flatMap((edge) => [edge.from, edge.to])).size);
  });
});
