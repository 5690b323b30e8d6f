import { expect, test } from "vitest";
import { layers } from "../../src/panel/layers.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const text = `
  stake: A pays B 10 for equity on 2025-01-01 (closed)
  chips: B pays A up to 30 for chips on 2025-01-01 (definitive)
  cloud: B pays C unknown for cloud on 2025-01-01 (definitive)
  talk: A pays D 99 for equity on 2025-01-01 (rumoured)
  s1: B has ownership-share-by-C 5 % on 2024 says filing
  s2: B has ownership-share-by-C 7 % on 2025 says press
`;

test("ties and amounts by layer: a stake stated twice is one tie, a rumour none, an unknown amount is no zero", () => {
  const { values } = layers(view(toy(text)));
  const row = (layer: string) => values.layers.find((one) => one.layer === layer)!;
  expect(row("ownership")).toMatchObject({ ties: 2, amount: { low: 10, high: 10 }, withoutAmount: 1, legs: ["stake"], stakes: ["s2"] });
  expect(row("supply")).toMatchObject({ ties: 1, amount: { low: 0, high: 30 }, withoutAmount: 0 });
  expect(row("capacity")).toMatchObject({ ties: 1, amount: { low: 0, high: 0 }, withoutAmount: 1 });
  // 2 contracts of 4 ties; 30 of 40 by the figures that sources name.
  expect(values.contractShare).toEqual({ byCount: 0.5, byAmount: 0.75 });
  expect(values.ownershipShare).toEqual({ byCount: 0.5, byAmount: 0.25 });
});

test("an empty view has no shares", () => {
  const { values } = layers(view(toy("a: A pays B 1 for equity on 2025-01-01 (rumoured)")));
  expect(values.contractShare).toEqual({ byCount: null, byAmount: null });
});

test("ties across borders: a unit takes the country of its parent, an unrecorded country is unknown and not domestic", () => {
  const book = toy(text + "\n  Bx is a unit of B\n  more: A pays Bx 1 for cloud on 2025-01-01 (closed)");
  const country: Readonly<Record<string, string>> = { A: "US", B: "FR", C: "FR", Bx: "", D: "" };
  const placed = { ...book, entities: book.entities.map((entity) => ({ ...entity, country: country[entity.id] })) };
  // A-B stake and chips cross, B-C cloud and the stake of C in B do not, A-Bx crosses by the parent.
  expect(layers(view(placed)).values.borders).toEqual({
    across: 3,
    within: 2,
    unknown: 0,
    acrossShare: 0.6,
    // 10 + 30 + 1 cross; the amount of the cloud is not known and the stake has none.
    byAmount: { across: 41, within: 0, unknown: 0, acrossShare: 1 },
  });
  const nowhere = { ...placed, entities: placed.entities.map((entity) => (entity.id === "C" ? { ...entity, country: "" } : entity)) };
  expect(layers(view(nowhere)).values.borders).toMatchObject({ across: 3, within: 0, unknown: 2 });
});

test("what a regulator did stands with the leg or deal that is counted, and with no other", () => {
  const book = toy(`
    chips: A pays B 30 for chips on 2025-01-01 (definitive)
    talk: A pays C 9 for equity on 2025-01-01 (rumoured)
    r1: deal-chips has inquiry-by-R true on 2025-02-01 says official
    r2: chips has clearance-by-R true on 2025-03 says press
    r3: talk has inquiry-by-R true on 2025-02 says press
    r: R has founded 1900 on 1900 says press
  `);
  expect(layers(view(book)).values.reviews).toEqual([
    {
      kind: "inquiry",
      regulator: "R",
      over: "deal-chips",
      since: "2025-02-01",
      until: null,
      legs: [],
      claims: ["r1"],
      sources: ["official"],
    },
    { kind: "clearance", regulator: "R", over: "chips", since: "2025-03", until: null, legs: [], claims: ["r2"], sources: ["press"] },
  ]);
  expect(layers(view(book, { validOn: "2025-02-15" })).values.reviews).toHaveLength(1);
});
