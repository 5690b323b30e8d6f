import { describe, expect, it } from "vitest";
import { find } from "../../src/record/find.ts";
import { fold, words } from "../../src/record/fold.ts";
import { shipped } from "../casebooks.ts";
import { toy } from "../toy.ts";

describe("folding", () => {
  it.each([
    ["Élysée", "elysee"],
    ["ŒUVRE", "oeuvre"],
    ["Kin’yōkai", "kin’yokai"],
    ["  Straße ", "strasse"],
  ])("%s becomes %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("splits words at apostrophes and hyphens, keeps decimals, drops the plural", () => {
    expect(words("L’IA : 12,5 milliards, vendor-financed loans")).toEqual(["l", "ia", "12.5", "milliard", "vendor", "financed", "loan"]);
    expect(words("1,000,000 pertes")).toEqual(["1000000", "perte"]);
  });
});

describe("find", () => {
  const book = toy(`
    loan: Lucent pays Winstar 2 for debt on 1999 (closed)
    c1: Lucent has revenue 38 on 1999
    c2: Winstar has mood lucent-blue on 1999
  `);

  it("puts what bears the name first", () => {
    const { hits } = find(book, { text: "LUCENT" });
    expect(hits[0]).toMatchObject({ kind: "entity", id: "Lucent", match: "name" });
    expect(hits.slice(1).every((hit) => hit.match === "text")).toBe(true);
  });

  it("finds beginnings of words, by kind, and counts what it does not show", () => {
    expect(find(book, { text: "winst", kinds: ["entity"] }).hits.map((hit) => hit.id)).toEqual(["Winstar"]);
    const all = find(book, { text: "lucent" });
    expect(find(book, { text: "lucent", limit: 1 })).toMatchObject({ total: all.total, hits: [all.hits[0]] });
  });

  it("has no answer to nothing, to marks and to what is nowhere", () => {
    for (const text of ["", "   ", "?!", "zzz"]) expect(find(book, { text }).hits).toEqual([]);
    expect(find(toy(""), { text: "a" }).hits).toEqual([]);
  });

  it("every claim found cites its source", () => {
    for (const hit of find(book, { text: "lucent", kinds: ["claim"] }).hits) expect(hit.sources).toHaveLength(1);
  });
});

describe("find as of a date", () => {
  const book = toy(`
    loan: Lucent pays Winstar 2 for debt on 1999-03-01 (closed)
    order: Winstar pays Nortel 3 for chips on 2001-03-01 (closed)
    c1: Lucent has revenue 38 on 1999-06
    c2: Lucent has mood bad on 2000-06
  `);
  const idsOn = (text: string, knownOn: string | null): readonly string[] =>
    find(book, { text, knownOn, limit: 100 }).hits.map((hit) => hit.id);

  it("holds only what was known by then, a month on its last day", () => {
    expect(idsOn("lucent", "1999-06-29")).not.toContain("c1");
    expect(idsOn("lucent", "1999-06-30")).toContain("c1");
    expect(idsOn("lucent", "1999-06-30")).not.toContain("c2");
    expect(idsOn("lucent", null)).toEqual(expect.arrayContaining(["c1", "c2"]));
  });

  it("names no firm and no leg before it was told of", () => {
    expect(idsOn("nortel", "1999")).toEqual([]);
    expect(idsOn("loan", "1999")).toEqual(["loan", "deal-loan", "loan-amount"]);
    expect(idsOn("order", "1999")).toEqual([]);
    expect(idsOn("order", "2001")).toEqual(["order", "deal-order", "order-amount"]);
    expect(idsOn("nortel", "2001")).toEqual(["Nortel"]);
    expect(idsOn("lucent", "1998")).toEqual([]);
  });

  it("refuses what is no date", () => {
    expect(() => idsOn("lucent", "soon")).toThrow(/bad-date|expected YYYY/);
  });
});

describe("find by a sum", () => {
  const book = toy(`
    loan: Lucent pays Winstar 100000000000 for debt on 1999-03-01 (closed)
    order: Winstar pays Nortel up to 2500000000 for chips on 2001-03-01 (closed)
    c1: Lucent has revenue 100000000000 on 1999-06
  `);
  const ids = (text: string): readonly string[] => find(book, { text, limit: 100 }).hits.map((hit) => hit.id);

  it.each(["100 billion", "100 bn", "$100B", "$100 bn", "100 milliards", "100 Md", "100 milliards de dollars", "100\u00a0Mds"])(
    "%s: the leg, its deal, then the claims",
    (text) => {
      const found = ids(text);
      expect(found[0]).toBe("loan");
      expect(found).toEqual(expect.arrayContaining(["loan-amount", "c1"]));
      expect(found.indexOf("loan-amount")).toBeLessThan(found.indexOf("c1"));
      expect(found).not.toContain("order");
    },
  );

  it("takes the cap of what is promised, a decimal comma, and tells currencies apart", () => {
    expect(ids("2,5 milliards")[0]).toBe("order");
    expect(ids("nortel 2.5 bn")[0]).toBe("order");
    expect(ids("100 bn EUR")).not.toContain("loan");
  });
});

describe("in the AI casebook", () => {
  const casebook = shipped("ai-alliances");

  it.each(["100 billion", "100 milliards", "nvidia 100 bn"])("%s leads to the letter of intent before any source", (text) => {
    const { hits } = find(casebook, { text, limit: 10 });
    expect(hits.slice(0, 5).map((hit) => hit.id)).toContain("nvda-openai-loi-equity");
    expect(hits.map((hit) => hit.kind)).not.toContain("source");
  });

  it.each([
    ["le géant de Santa Clara", null, "nvidia"],
    ["LETTRE D'INTENTION", ["deal"], "nvda-openai-2025-09"],
    ["openai lost first half", ["claim"], "c-lemonde-2025-10-24-059"],
  ] as const)("%s (%s) leads to %s", (text, kinds, id) => {
    expect(find(casebook, { text, kinds }).hits[0].id).toBe(id);
  });
});
