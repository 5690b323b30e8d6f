import { expect, test } from "vitest";
import { claimList, sourceList } from "../../src/record/claim-list.ts";
import { toy } from "../toy.ts";

const book = toy(`
  loan: A pays B 10 for debt on 2025-01-01 (announced)
  c1: A has revenue 13 USD on 2025 known 2026-01-01 says filing
  c2: A has revenue 20 USD on 2025 known 2026-02-01 says press
  c3: A has revenue 21 USD on 2025 known 2026-03-01 says press
  c3 supersedes c2
`);
const ids = (asked: Parameters<typeof claimList>[1]): readonly string[] => claimList(book, asked).map(({ claim }) => claim.id);

test("claims stand by when they became known, the latest first, and each filter leaves what it names", () => {
  expect(ids({})).toEqual(["c3", "c2", "c1", "loan-amount"]);
  expect(ids({ descending: false })).toEqual(["loan-amount", "c1", "c2", "c3"]);
  expect(ids({ subject: "A", source: "press" })).toEqual(["c3", "c2"]);
  expect(ids({ predicate: "amount" })).toEqual(["loan-amount"]);
  expect(ids({ confidence: "filing" })).toEqual(["c1"]);
  expect(ids({ from: "2026-01-15", to: "2026-02" })).toEqual(["c2"]);
  expect(ids({ knownOn: "2026-01-31" })).toEqual(["c1", "loan-amount"]);
  expect(ids({ text: "REVEN 13" })).toEqual(["c1"]);
  expect(ids({ text: "nothing of the kind" })).toEqual([]);
});

test("what was corrected says by which claim, what is contradicted by which, before the correction was known it stands", () => {
  const row = (id: string, knownOn: string | null = null) => claimList(book, { knownOn }).find(({ claim }) => claim.id === id);
  expect(row("c2")).toMatchObject({ supersededBy: "c3", contradicts: [] });
  expect(row("c1")?.contradicts).toEqual(["c3"]);
  expect(row("c2", "2026-02-15")).toMatchObject({ supersededBy: null, contradicts: ["c1"] });
});

test("a source counts what rests on it, and one that relays another has its origin", () => {
  const relaying = { ...book, sources: book.sources.map((source) => (source.id === "press" ? { ...source, origin: "filing" } : source)) };
  const [press, filing] = sourceList(relaying);
  expect(press).toMatchObject({ source: { id: "press" }, claims: 3, turns: 1, origin: "filing" });
  expect(filing).toMatchObject({ source: { id: "filing" }, claims: 1, relayedBy: ["press"], origin: "filing" });
});
