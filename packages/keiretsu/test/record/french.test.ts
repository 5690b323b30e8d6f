import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Casebook } from "../../src/record/casebook.ts";
import { joined } from "../../src/record/edit/merge.ts";
import { find } from "../../src/record/find.ts";
import { load } from "../../src/record/read/load.ts";
import { subjects } from "../../src/record/subject.ts";
import { shipped } from "../casebooks.ts";
import { aiFiles } from "../panel/book.ts";

const books = readdirSync(new URL("../../../../casebooks/", import.meta.url)).map((name): readonly [string, Casebook] => [
  name,
  shipped(name),
]);

/** Texts of a book as [where, English, French]. */
function texts({ deals, legs, entities }: Casebook): readonly (readonly [where: string, en: string, fr: string])[] {
  return [
    ...deals.map((row) => [`deal ${row.id} note`, row.note, row.noteFr] as const),
    ...legs.flatMap((row) => [
      [`leg ${row.id} condition`, row.condition, row.conditionFr] as const,
      [`leg ${row.id} returns`, row.returns, row.returnsFr] as const,
    ]),
    ...entities.map((row) => [`entity ${row.id} name`, row.name, row.nameFr] as const),
  ];
}

describe("what a French reader reads of a casebook", () => {
  test.each(books)("%s: conditions, returns and notes of deals are in both languages or in none", (_name, book) => {
    const said = texts(book).filter(([where]) => !where.endsWith(" name"));
    expect(said.filter(([, en, fr]) => (en === "") !== (fr === "")).map(([where]) => where)).toEqual([]);
  });

  test("shares are the same in both languages", () => {
    const shares = (text: string): readonly string[] => (text.replaceAll(",", ".").match(/\d+(?:\.\d+)?(?= ?%)/g) ?? []).sort();
    for (const [, book] of books) for (const [where, en, fr] of texts(book)) expect([where, ...shares(fr)]).toEqual([where, ...shares(en)]);
  });

  test("a text has one French in every book", () => {
    const known = new Map<string, string>();
    for (const [, book] of books)
      for (const [where, en, fr] of texts(book)) {
        const key = `${where}: ${en}`;
        expect(`${key} ${fr}`).toBe(`${key} ${known.get(key) ?? fr}`);
        known.set(key, fr);
      }
  });

  test("an entity answers to its name in both languages", () => {
    const japan = shipped("keiretsu-japan");
    expect(subjects(japan, "banque du japon")).toEqual(["boj"]);
    expect(subjects(japan, "bank of japan")).toEqual(["boj"]);
    expect(find(japan, { text: "Banque du Japon" }).hits[0]).toMatchObject({
      kind: "entity",
      id: "boj",
      match: "name",
      titleFr: "Banque du Japon",
    });
  });

  test("a casebook without the columns is as whole as before", () => {
    const columns = new Set(["name_fr", "condition_fr", "returns_fr"]);
    const older = aiFiles().map(({ path, text }) =>
      path === "entities.csv" || path === "legs.csv" ? { path, text: without(text, columns) } : { path, text },
    );
    const { casebook, whole } = load(older);
    expect(whole).toBe(true);
    expect(casebook.entities.every((row) => row.nameFr === "")).toBe(true);
    expect(casebook.legs.every((row) => row.conditionFr === "" && row.returnsFr === "")).toBe(true);
    expect(casebook.legs.some((row) => row.condition !== "")).toBe(true);
  });

  test("who takes over from another keeps its own name in French and is also called as the other was", () => {
    const kept = { id: "a", name: "Acme", name_fr: "", aliases: "", identifiers: "", roles: "", parent: "" };
    const dropped = { ...kept, id: "b", name: "Bank of Acme", name_fr: "Banque d’Acme" };
    expect(joined(kept, dropped)).toMatchObject({ name: "Acme", name_fr: "", aliases: "Bank of Acme|Banque d’Acme" });
  });
});

/** A CSV text without some columns. */
function without(text: string, columns: ReadonlySet<string>): string {
  const rows = text.split("\n").map((line) => line.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? []);
  const left = new Set(rows[0].flatMap((cell, k) => (columns.has(cell.replace(/^,/, "")) ? [k] : [])));
  return rows.map((cells) => cells.filter((_, k) => !left.has(k)).join("")).join("\n");
}
