import { expect, test } from "vitest";
import { circularity } from "../../../src/panel/circularity.ts";
import { view, type ViewOptions } from "../../../src/record/view.ts";
import { type ExportOptions, exportView } from "../../../src/tell/export/export-view.ts";
import { edgeFields, written } from "../../../src/tell/export/exported-network.ts";
import { networkFormats, networkText } from "../../../src/tell/export/network-text.ts";
import { shipped } from "../../casebooks.ts";
import { toy } from "../../toy.ts";

const web = `
  stake: A pays B up to 10 for equity on 2025-01-01 (announced)
  order: B pays A at least 30 for chips on 2025-02 (definitive)
  rent: B1 pays A 4 for cloud on 2025 (closed)
  gift: A pays B unknown for debt on 2025-04-01 (announced)
  promise: A pays B 7 for backstop on 2025-04-01 (announced)
  euros: A pays C 3 EUR for debt on 2025-04-01 (announced)
  old: A pays C 9 for equity on 2024-01-01 (announced)
  old is lapsed on 2025-01-01
  inside: B pays B1 5 for debt on 2025-01-01 (closed)
  B1 is a unit of B
  told: order amounts to about 33 on 2025-03-01 says filing
`;

/** What the file says of each leg, as a sentence. */
function sentences(options: Partial<ExportOptions> = {}, seen: Partial<ViewOptions> = {}): readonly string[] {
  const { values } = exportView(view(toy(web), { policy: "strongest", ...seen }), options);
  return values.edges.map((edge) => {
    const said = edgeFields.filter((field) => !["deal", "claim", "sources", "title", "sentence", "instrument"].includes(field));
    return `${edge.id}: ${edge.sentence}, ${said.map((field) => written(edge[field]) ?? "-").join(" ")}`;
  });
}

test("one edge a leg; the weight is what sums take, bounds are what the source says, unknown is absent", () => {
  expect(sentences()).toEqual([
    "euros: A pays C, - 3 3 3 exact EUR funding announced 2025-04-01 counted",
    "gift: A pays B, - - - - - - funding announced 2025-04-01 counted",
    "order: B pays A, 33 33 33 33 about USD revenue definitive 2025-02 counted",
    "promise: A pays B, - 7 7 7 exact USD funding announced 2025-04-01 set-aside",
    "rent: B pays A, 4 4 4 4 exact USD revenue closed 2025 counted",
    "stake: A pays B, 10 0 - 10 up-to USD funding announced 2025-01-01 counted",
  ]);
  expect(sentences({}, { policy: "lowest" })[2]).toBe("order: B pays A, 30 30 - - at-least USD revenue definitive 2025-02 counted");
});

test("guarantees have a weight where they are counted as if called", () => {
  expect(sentences({ contingent: true })[3]).toBe("promise: A pays B, 7 7 7 7 exact USD funding announced 2025-04-01 counted");
});

test("units stay apart when asked, ghosts come without weight, names are in the language", () => {
  expect(sentences({ perimeter: "unit", ghosts: true, language: "fr" }).filter((line) => /^(inside|rent|old):/.test(line))).toEqual([
    "inside: B paie B1, 5 5 5 5 exact USD funding closed 2025-01-01 counted",
    "old: A paie C, - 9 9 9 exact USD funding lapsed 2024-01-01 ghost",
    "rent: B1 paie A, 4 4 4 4 exact USD revenue closed 2025 counted",
  ]);
});

test("positions that the workbench keeps come along", () => {
  const { nodes } = exportView(view(toy(web)), { positions: { A: { x: -1.5, y: 2 } } }).values;
  expect(nodes.map(({ id, x, y }) => [id, x, y])).toEqual([
    ["A", -1.5, 2],
    ["B", null, null],
    ["C", null, null],
  ]);
});

test("JSON holds every claim on an amount, chosen or not, and every source", () => {
  const { claims, sources } = exportView(view(toy(web), { policy: "strongest" })).values;
  expect(claims.filter(({ leg }) => leg === "order").map(({ id, chosen, source }) => [id, chosen, source])).toEqual([
    ["order-amount", false, "press"],
    ["told", true, "filing"],
  ]);
  expect(sources.map(({ id }) => id)).toEqual(["filing", "press"]);
});

test.each(["ai-alliances", "lucent-2000", "keiretsu-japan", "bubbles"])("%s: weights add up to the gross flow of circularity", (book) => {
  for (const contingent of [false, true]) {
    const seen = view(shipped(book), { chapters: ["all"] });
    const { edges } = exportView(seen, { contingent, ghosts: true }).values;
    const sum = edges.reduce((total, edge) => total + (edge.weight ?? 0), 0);
    expect(sum).toBeCloseTo(circularity(seen, { contingent }).values.gross.point ?? 0, 2);
  }
});

test("the same rows in another order give the same bytes in every format", () => {
  const [one, other] = [undefined, 7].map((by) => exportView(view(shipped("ai-alliances", by)), { ghosts: true }));
  for (const format of networkFormats) expect(networkText(other, { format })).toBe(networkText(one, { format }));
});
