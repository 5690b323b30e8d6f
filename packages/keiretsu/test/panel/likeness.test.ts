import { expect, test } from "vitest";
import { likenessOf, type Trait } from "../../src/panel/likeness.ts";
import type { Entity } from "../../src/record/casebook.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  chips: A pays B 60 for chips on 2020-01-01 (closed)
  fund: B pays A 30 for equity on 2020-01-01 (closed)
  cloud: A pays C 10 for cloud on 2020-01-01 (closed)
  w1: web has trait-main-bank present on 2020 says article
  w2: web has trait-joint-planning partly on 2020 says press
  w3: web has trait-exclusivity perhaps on 2020 says press
  f1: form has trait-capital present on 1980 says article
  f2: form has trait-contracts absent on 1980 says article
  g1: club has intra-group-shareholding 25 % on 1988 says filing
  no: form has existence-dispute nothing of it on 2001 says press
  m: bank has founded 1900 on 1900 says press
  n: maker has founded 1900 on 1900 says press
  g: group has founded 1950 on 1950 says press
`);
const edits: Readonly<Record<string, Partial<Entity>>> = {
  web: { kind: "sector" },
  form: { kind: "historical-group" },
  group: { kind: "historical-group", parent: "form" },
  club: { kind: "historical-group", parent: "group", roles: ["presidents-club"], source: "press" },
  bank: { parent: "group", roles: ["main-bank"], country: "JP", source: "filing" },
  maker: { parent: "group", country: "JP", source: "press" },
  C: { country: "FR" },
};
const placed = {
  ...book,
  entities: book.entities.map((entity) => ({ ...entity, ...edits[entity.id] })),
  claims: book.claims.map((claim) => (claim.id === "no" ? { ...claim, stance: "denies" as const } : claim)),
};
const { groups, sceptics } = likenessOf(view(placed)).values;
const [web, group] = groups;
const of = (profile: typeof web, dimension: string): Trait => profile.traits.find((trait) => trait.dimension === dimension)!;

test("the web is measured on its counted legs or judged by a source; a word that is no judgement says nothing", () => {
  expect([web.group, web.web]).toEqual(["web", true]);
  expect(of(web, "capital")).toMatchObject({ low: 0.3, high: 0.3, by: "measured", judge: null, level: "low", standing: "lowest" });
  expect(of(web, "contracts")).toMatchObject({ low: 0.7, level: "high", standing: "highest" });
  // B sells 60 of 70 and funds the buyer.
  expect(of(web, "co-financing").low).toBeCloseTo(60 / 70, 12);
  expect(of(web, "co-financing").legs).toEqual(["chips", "fund"]);
  // Two ties in one country, one across.
  expect(of(web, "domesticity").low).toBeCloseTo(2 / 3, 12);
  expect(of(web, "main-bank")).toMatchObject({ low: 2 / 3, high: 1, by: "judged", judge: "article", claims: ["w1"], level: "high" });
  expect(of(web, "joint-planning").level).toBe("undecided");
  expect(web.unknown).toContain("exclusivity");
});

test("a group bears what its members and its club show, and what is said of its form", () => {
  expect([group.group, group.web]).toEqual(["group", false]);
  expect(of(group, "main-bank")).toMatchObject({ low: 1, by: "measured", sources: ["filing"], standing: "highest" });
  expect(of(group, "presidents-club")).toMatchObject({ low: 1, standing: "alone" });
  expect(of(group, "cross-holdings")).toMatchObject({ low: 0.25, high: 0.25, claims: ["g1"], of: "group" });
  expect(of(group, "domesticity")).toMatchObject({ low: 1, standing: "highest" });
  expect(of(group, "capital")).toMatchObject({ low: 2 / 3, high: 1, by: "judged", of: "form" });
  expect(groups.map((one) => one.group)).toEqual(["web", "group"]);
});

test("the distance is over the dimensions that both have, within bounds", () => {
  const [nearest] = web.nearest;
  // capital, contracts, main bank, domesticity.
  expect(nearest).toMatchObject({ group: "group", shared: ["capital", "contracts", "main-bank", "domesticity"] });
  const least = [2 / 3 - 0.3, 0.7 - 1 / 3, 0, 1 / 3];
  expect(nearest.low).toBeCloseTo(Math.sqrt(least.reduce((total, x) => total + x * x, 0) / 4), 12);
  const most = [0.7, 0.7, 1 / 3, 1 / 3];
  expect(nearest.high).toBeCloseTo(Math.sqrt(most.reduce((total, x) => total + x * x, 0) / 4), 12);
});

test("who denies the comparison stands beside it, whatever the date", () => {
  expect(sceptics).toMatchObject([{ claim: "no", source: "press", about: "form" }]);
  expect(likenessOf(view(placed, { validOn: "1990" })).values.sceptics).toHaveLength(1);
  expect(likenessOf(view(placed), { group: "group" }).values.groups).toHaveLength(1);
});

test("a casebook without a group has no profile", () => {
  expect(likenessOf(view(toy("chips: A pays B 60 for chips on 2020-01-01 (closed)"))).values).toEqual({ groups: [], sceptics: [] });
});
