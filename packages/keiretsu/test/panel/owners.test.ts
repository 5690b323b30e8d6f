import { describe, expect, test } from "vitest";
import type { Casebook } from "../../src/record/casebook.ts";
import { parseDate } from "../../src/record/date.ts";
import { owners } from "../../src/panel/owners.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";
import { aiCasebook } from "./book.ts";

const text = `
  any: motor pays loom 1 for chips on 2020-01-01 (closed)
  also: wire pays loom 1 for chips on 2020-01-01 (closed)
  old: loom has ownership-share-by-motor 24.69 % on 2023-11-29 says press
  new: loom has ownership-share-by-motor 24 % on 2024-09 says press
  back: motor has ownership-share-by-loom 9.07 % on 2024-09 says press
  third: wire has ownership-share-by-loom 9 % on 2023 says press
  vague: wire has ownership-share-by-motor some on 2023 says press
  nobody: wire has ownership-share-by-stranger 5 % on 2023 says press
`;

test("a mutual holding is a loop of two with its smaller stake; the later report of one stake stands for it", () => {
  const { values } = owners(view(toy(text)));
  expect(values.stakes.map((stake) => [stake.holder, stake.held, stake.share, stake.claim])).toEqual([
    ["loom", "motor", 0.0907, "back"],
    ["loom", "wire", 0.09, "third"],
    ["motor", "loom", 0.24, "new"],
  ]);
  expect(values.loops).toEqual([{ nodes: ["loom", "motor"], smallestStake: 0.0907, claims: ["back", "new"] }]);
});

test("before the second stake was so, there is no loop", () => {
  const { values } = owners(view(toy(text), { validOn: "2023-12-31" }));
  expect(values.loops).toEqual([]);
  expect(values.stakes.map((stake) => stake.claim)).toEqual(["third", "old"]);
});

describe("through chains", () => {
  test("a mutual holding returns: 24 % of 9.07 % is what the first firm holds of itself, with the claims on the way", () => {
    const { integrated } = owners(view(toy(text))).values;
    const own = integrated.find(({ holder, held }) => holder === "motor" && held === "motor")!;
    expect(own.direct).toBeNull();
    expect(own.corrected).toBeCloseTo(0.24 * 0.0907, 12);
    expect(own.plain).toBeCloseTo((0.24 * 0.0907) / (1 - 0.24 * 0.0907), 12);
    expect(own.claims).toEqual(["back", "new"]);
    const far = integrated.find(({ holder, held }) => holder === "motor" && held === "wire")!;
    expect(far.corrected).toBeCloseTo(0.24 * 0.09, 12);
    expect(far.claims).toEqual(["new", "third"]);
  });

  test("whoever names the board has the votes, and the shares have none", () => {
    const said = toy(`${text}
      named: loom has board-appointment-by-wire true on 2023 says press
    `);
    const known = said.claims.map((claim) => (claim.id === "named" ? { ...claim, value: "true" } : claim));
    const board = { ...said, claims: known };
    const before = owners(view(toy(text))).values.control;
    expect(before.inFact.map(({ holder, firm, rule, certain }) => [holder, firm, rule, certain])).toEqual([
      ["motor", "loom", "largest-bloc", false],
    ]);
    const { boards, wedge, inFact } = owners(view(board)).values.control;
    expect(boards).toEqual([{ holder: "wire", firm: "loom", claim: "named", source: "press" }]);
    expect(inFact.map(({ holder, firm, claims }) => [holder, firm, claims])).toEqual([["wire", "loom", ["named"]]]);
    expect(wedge.find(({ holder }) => holder === "motor")).toMatchObject({ money: 0.24, votes: 0, wedge: 0.24 });
    // A right that has ended leaves the votes to the shares again.
    const ended = { ...known.find(({ id }) => id === "named")!, id: "ended", value: "false", validOn: parseDate("2024-06") };
    expect(owners(view({ ...said, claims: [...known, ended] })).values.control.boards).toEqual([]);
  });

  test("assumptions are told", () => {
    expect(owners(view(toy(text))).warnings.map(({ code }) => code)).toEqual(["one-share-one-vote", "stakes-at-least"]);
  });
});

describe("warrants", () => {
  const issuedBy = (book: Casebook, issuer: string): Casebook => ({ ...book, legs: book.legs.map((leg) => ({ ...leg, issuer })) });
  const warrant = "w: maker pays buyer unknown in warrants for warrant on 2025-10-05 (definitive)";

  test("AMD: 160 m shares are up to 10 % of today's, 9.1 % of the enlarged count, and with Meta's 16.7 %", () => {
    const { issuers, instruments } = owners(view(aiCasebook())).values.diluted;
    const amd = issuers.find(({ issuer }) => issuer === "amd")!;
    // As the casebook's own figures amd-shares-implied and amd-warrants-dilution.
    expect(amd.outstanding).toEqual({
      value: 1_600_000_000,
      basis: "implied",
      claims: ["c-amd-2025-10-06-001", "c-lemonde-2025-10-24-032"],
    });
    const openai = amd.stakes.find(({ holder }) => holder === "openai")!;
    expect(openai.ofToday).toEqual({ low: 0, high: 0.1 });
    expect(openai.most).toBeCloseTo(160 / 1760, 12);
    expect(amd.ofToday.high).toBeCloseTo(0.2, 12);
    expect(amd.ofEnlarged.high).toBeCloseTo(320 / 1920, 12);
    // Marvell's terms stand in no claim.
    expect(instruments.find(({ leg }) => leg === "marvell-google-warrant")!.missing).toEqual([
      "shares",
      "strike",
      "conditions",
      "outstanding",
    ]);
    expect(issuers.map(({ issuer }) => issuer)).not.toContain("marvell");
  });

  test("a stated share count goes before an implied one; stakes of others shrink", () => {
    const book = toy(`
      ${warrant}
      n: w has warrant-shares 100 shares on 2025-10-05 says filing
      p: w has ownership-share up to 50 % on 2025-10-05 says press
      s: maker has shares-outstanding 900 shares on 2025-10-05 says filing
      h: maker has ownership-share-by-founder 60 % on 2025-10-05 says filing
      f: founder has revenue 1 USD on 2025 says filing
    `);
    const { issuers, instruments } = owners(view(issuedBy(book, "maker"))).values.diluted;
    expect(instruments[0].missing).toEqual(["strike", "conditions"]);
    expect(issuers[0].outstanding).toEqual({ value: 900, basis: "stated", claims: ["s"] });
    const founder = issuers[0].stakes.find(({ holder }) => holder === "founder")!;
    expect(founder.before).toBeCloseTo(0.6, 12);
    expect(founder.least).toBeCloseTo(0.54, 12);
    expect(founder.most).toBeCloseTo(0.6, 12);
  });

  test("without terms everything is missing and nothing is computed; a lapsed warrant is gone", () => {
    const open = owners(view(toy(warrant))).values.diluted;
    expect(open.issuers).toEqual([]);
    expect(open.instruments[0].missing).toEqual(["issuer", "shares", "strike", "conditions"]);
    const lapsed = toy(`${warrant}
      w is lapsed on 2026-01-01 says press`);
    expect(owners(view(lapsed)).values.diluted.instruments).toEqual([]);
  });
});

test("a group holds of itself at least what is stated, and a list without stakes is told as such", () => {
  const book = toy(`${text}
    motor is a unit of group
    loom is a unit of group
    wire is a unit of group
  `);
  const entities = book.entities.map((entity) => ({ ...entity, kind: entity.id === "group" ? "historical-group" : "company" }));
  const [group] = owners(view({ ...book, entities })).values.groups;
  expect(group).toMatchObject({
    group: "group",
    list: null,
    named: 3,
    members: ["loom", "motor", "wire"],
    claims: ["back", "new", "third"],
  });
  // Each of the three weighs the same: 24 %, 9.07 % and 9 %.
  expect(group.mutualAtLeast).toBeCloseTo((0.24 + 0.0907 + 0.09) / 3, 12);
  expect([group.pairs, group.linkedPairs, group.mutualPairs]).toEqual([3, 2, 1]);
});
