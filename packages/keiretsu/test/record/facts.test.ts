import { describe, expect, it } from "vitest";
import { factsResult, findResult, historyResult, rosterResult } from "../../src/record/answers.ts";
import { facts } from "../../src/record/facts.ts";
import type { Policy } from "../../src/record/view.ts";
import { shipped } from "../casebooks.ts";
import { toy } from "../toy.ts";

const book = toy(`
  c1: A has revenue 13 USD on 2025-10 known 2025-10-24 says article
  c2: A has revenue 20 USD on 2025-10-28 known 2025-12-01 says filing
  c3: A has revenue 13.4 USD on 2025-10-28 known 2025-12-02 says press
  c4: A has revenue 99 USD on 2024 known 2025-01-01 says forum
  c5: A has mood calm on 2025-10 known 2025-10-24 says press
`);

function chosen(policy: Policy): string | null {
  return facts(book, { subject: "A", predicate: "revenue", policy }).groups[0].chosen;
}

describe("facts", () => {
  it("sets claims side by side, with what contradicts what", () => {
    const [mood, revenue] = facts(book, { subject: "A" }).groups;
    expect(mood).toMatchObject({ predicate: "mood", contradictions: 0, chosen: null });
    // 13 read to its last digit reaches 13.5, so 13.4 agrees with it; 20 agrees with neither; 2024 is another time.
    expect(revenue.facts.map((fact) => [fact.claim.id, fact.contradicts])).toEqual([
      ["c4", []],
      ["c1", ["c2"]],
      ["c2", ["c1", "c3"]],
      ["c3", ["c2"]],
    ]);
    expect(revenue).toMatchObject({ contradictions: 2, origins: 4 });
  });

  it("names the claim that the policy reads for the latest date", () => {
    expect([chosen("latest"), chosen("strongest"), chosen("lowest"), chosen("highest")]).toEqual(["c3", "c2", "c3", "c2"]);
  });

  it("answers as of a date", () => {
    const ids = facts(book, { subject: "A", predicate: "revenue", knownOn: "2025-11" }).groups[0].facts.map((fact) => fact.claim.id);
    expect(ids).toEqual(["c4", "c1"]);
    expect(facts(book, { subject: "A", validOn: "2024-06" }).groups.flatMap((group) => group.facts.map((fact) => fact.claim.id))).toEqual([
      "c4",
    ]);
  });

  it("keeps what was corrected, marked, and out of the count", () => {
    const corrected = toy(`
      c1: A has revenue 13 on 2025 says press
      c2: A has revenue 31 on 2025 says press
      c2 supersedes c1
    `);
    const [group] = facts(corrected, { subject: "A" }).groups;
    expect(group.facts.map((fact) => [fact.claim.id, fact.supersededBy])).toEqual([
      ["c1", "c2"],
      ["c2", null],
    ]);
    expect(group).toMatchObject({ contradictions: 0, origins: 1, chosen: "c2" });
  });

  it("counts origins, not pages", () => {
    const relayed = toy("c1: A has revenue 13 on 2025 says press\nc2: A has revenue 13 on 2025 says forum");
    const claims = relayed.claims.map((claim) => (claim.id === "c2" ? { ...claim, origin: "press" } : claim));
    expect(facts({ ...relayed, claims }, { subject: "A" }).groups[0].origins).toBe(1);
  });

  it("finds a subject by name or alias, a deal with its legs, and refuses what is unknown", () => {
    const named = toy("loan: A pays B 1 for debt on 2025 (closed)");
    const entities = named.entities.map((entity) => (entity.id === "A" ? { ...entity, name: "Électricité", aliases: ["EDF"] } : entity));
    expect(facts({ ...named, entities }, { subject: "electricite" }).subjects).toEqual(["A"]);
    expect(facts({ ...named, entities }, { subject: "edf" }).subjects).toEqual(["A"]);
    expect(facts(named, { subject: "deal-loan" }).subjects).toEqual(["deal-loan", "loan"]);
    expect(() => facts(named, { subject: "nobody" })).toThrow(expect.objectContaining({ code: "unknown-subject" }));
  });
});

describe("the AI casebook", () => {
  const casebook = shipped("ai-alliances");

  it("gives the same bytes whatever the order of the rows", { timeout: 30_000 }, () => {
    const other = shipped("ai-alliances", 7);
    const answers = (from: typeof casebook): string =>
      JSON.stringify([
        factsResult(from, { subject: "openai" }),
        findResult(from, { text: "lettre d’intention openai" }),
        historyResult(from, { id: "nvda-openai-2025-09" }),
        rosterResult(from),
      ]);
    expect(answers(other)).toBe(answers(casebook));
  });

  it("keeps the two figures of OpenAI's loss of the third quarter side by side", () => {
    const { values } = factsResult(casebook, { subject: "openai", predicate: "net-loss" });
    const figures = values.claims.filter((claim) => claim.period === "2025-Q3").map((claim) => Number(claim.value));
    expect(figures).toContain(12e9);
    expect(figures).toContain(11.5e9);
    for (const claim of values.claims) expect(values.sources.map((source) => source.id)).toContain(claim.source);
  });
});
