import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CasebookFile, load } from "../../../src/record/read/load.ts";
import type { Casebook } from "../../../src/record/casebook.ts";
import { placeOf } from "../../../src/record/read/places.ts";
import { readPackage } from "../../../src/record/read/package.ts";
import { tables } from "../../../src/record/read/schema.generated.ts";
import { loadTables, packageOf } from "../case.ts";

const casebooks = new URL("../../../../../casebooks/", import.meta.url);

function filesOf(book: string): CasebookFile[] {
  const folder = new URL(`${book}/`, casebooks);
  const names = readdirSync(folder).filter((name) => /\.(csv|json)$/.test(name));
  return names.map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));
}

/** Everything but the places, which follow the rows. */
function withoutPlaces(casebook: Casebook): unknown {
  return JSON.parse(JSON.stringify(casebook, (key: string, value: unknown) => (key === "place" ? undefined : value)));
}

/** The same table with its rows and columns in another order. */
function shuffle(text: string, random: (n: number) => number): string {
  const lines = text.trimEnd().split("\n");
  const grid = lines.map((line) => line.split(","));
  const order = grid[0].map((_, i) => i);
  const deal = <T>(cards: T[]): T[] => {
    for (let i = cards.length - 1; i > 0; i--) {
      const j = random(i + 1);
      [cards[i], cards[j]] = [cards[j], cards[i]];
    }
    return cards;
  };
  deal(order);
  const turned = grid.map((cells) => order.map((i) => cells[i]).join(","));
  return `${[turned[0], ...deal(turned.slice(1))].join("\n")}\n`;
}

const book = {
  sources: "id,publisher,title,language,kind,seen,published_on\ns-1,Reuters,News,en,press,yes,2025-10\ns-2,WSJ,News,en,press,no,\n",
  entities: "id,name,kind,parent\nnvidia,Nvidia,company,\naws,AWS,company,amazon\namazon,Amazon,company,\n",
  claims:
    "id,subject,predicate,value,unit,qualifier,valid_on,known_on,basis,recorded_on,source,stance,confidence,paraphrase\n" +
    "c-2,nvidia,revenue,1.5e11,USD,,2025,2025-10,published,2026-11-22,s-1,asserts,press,Said\n" +
    "c-1,aws,revenue,tens of billions,USD,about,2025,,published,2026-11-22,s-2,asserts,press,Said\n",
  rosters: "group,member,role,source,confidence\nnvidia,B,member,s-1,press\nnvidia,A,member,s-1,press\n",
};

test("rows become nouns sorted by id, with what is absent null, and amounts read", () => {
  const { casebook, findings, whole } = loadTables(book);
  expect(findings).toEqual([]);
  expect(whole).toBe(true);
  expect(casebook.claims.map((claim) => claim.id)).toEqual(["c-1", "c-2"]);
  expect(casebook.rosters.map((row) => row.member)).toEqual(["A", "B"]);
  expect(casebook.claims[1]).toMatchObject({
    value: "1.5e11",
    amount: { point: 150_000_000_000, minorUnits: 15_000_000_000_000 },
    qualifier: "",
  });
  expect(casebook.claims[0]).toMatchObject({ knownOn: null, supersedes: null, origin: null, sourcePlace: "", paraphraseFr: "" });
  expect(casebook.claims[0].amount).toMatchObject({ low: 1e10, point: null, high: 1e11, text: "tens of billions" });
  expect(casebook.entities[1]).toMatchObject({ id: "aws", parent: "amazon", aliases: [], country: "", source: null });
  expect(casebook.sources[0]).toMatchObject({ seen: true, publishedOn: { text: "2025-10" } });
  expect(casebook.sources[1]).toMatchObject({ seen: false, publishedOn: null });
});

test("every row and every cell keeps its place for life", () => {
  const claim = loadTables(book).casebook.claims[1];
  expect(claim.place).toEqual({ file: "claims.csv", line: 2, column: 1 });
  expect(placeOf(claim, "value")).toEqual({ file: "claims.csv", line: 2, column: 20 });
  expect(placeOf(claim, "knownOn")).toEqual({ file: "claims.csv", line: 2, column: 37 });
  expect(placeOf({ place: claim.place }, "value")).toEqual(claim.place);
});

test("the order of rows, columns and files changes nothing but the places", () => {
  const reference = loadTables(book);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (stream) => {
      const random = (n: number): number => stream.next().value! % n;
      const shuffled = Object.fromEntries(
        Object.entries(book)
          .map(([table, text]) => [table, shuffle(text, random)] as const)
          .sort(() => random(3) - 1),
      );
      const loaded = loadTables(shuffled);
      expect(loaded.casebook.digest).toBe(reference.casebook.digest);
      expect(withoutPlaces(loaded.casebook)).toEqual(withoutPlaces(reference.casebook));
    }),
  );
});

test("the digest sees a changed cell, a missing row and another headline", () => {
  const { digest } = loadTables(book).casebook;
  expect(loadTables({ ...book, rosters: book.rosters.replace(",A,", ",C,") }).casebook.digest).not.toBe(digest);
  expect(loadTables({ ...book, rosters: book.rosters.split("\n").slice(0, 2).join("\n") }).casebook.digest).not.toBe(digest);
  const files = Object.entries(book).map(([table, text]) => ({ path: `${table}.csv`, text }));
  const head = packageOf(files.map((file) => file.path));
  expect(load([{ ...head, text: head.text.replace("USD", "EUR") }, ...files]).casebook.digest).not.toBe(digest);
});

describe("a partial book is never passed off as whole", () => {
  test.each([
    ["a row at fault", { ...book, entities: `${book.entities}amd,AMD,firm,\n` }],
    ["a ragged row", { ...book, entities: `${book.entities}amd,AMD\n` }],
    ["an unknown id", { ...book, entities: `${book.entities}gcp,GCP,company,google\n` }],
    ["an id twice", { ...book, entities: `${book.entities}aws,AWS,company,\n` }],
    ["a circle of parents", { ...book, entities: book.entities.replace("Amazon,company,", "Amazon,company,aws") }],
    ["a number that is none", { ...book, claims: book.claims.replace("1.5e11", "much") }],
    ["an unknown column", { ...book, rosters: "group,member,role,source,confidence,rank\nnvidia,B,member,s-1,press,1\n" }],
    ["an empty file", { ...book, rosters: "" }],
  ])("%s", (_, rows) => {
    const { whole, findings } = loadTables(rows);
    expect(whole).toBe(false);
    expect(findings.some((finding) => finding.severity === "error")).toBe(true);
  });

  test("a file that is listed and absent, and an error of whoever read the files", () => {
    expect(load([packageOf(["entities.csv"])]).whole).toBe(false);
    expect(load([]).findings.map((finding) => finding.code)).toEqual(["not-a-casebook"]);
    const files = Object.entries(book).map(([table, text]) => ({ path: `${table}.csv`, text }));
    const told = loadTables({ ...book, entities: "" }).findings[0];
    expect(load([packageOf(files.map((file) => file.path)), ...files], { findings: [told] }).whole).toBe(false);
  });

  test("one refused source does not make an unknown id of each of its claims", () => {
    const { findings } = loadTables({ ...book, sources: book.sources.replace(",press,yes,", ",press,maybe,") });
    expect(findings.map((finding) => finding.code)).toEqual(["bad-word"]);
  });
});

test("all findings are collected and sorted by place", () => {
  const { findings } = loadTables({
    ...book,
    entities: "id,name,kind,parent\nX,,firm,?\nnvidia,Nvidia,company,\naws,AWS,company,nobody\n",
  });
  const places = findings.map(({ place, code }) => `${place.file}:${place.line}:${place.column} ${code}`);
  expect(places).toEqual([
    "entities.csv:2:1 bad-id",
    "entities.csv:2:3 empty-cell",
    "entities.csv:2:4 bad-word",
    "entities.csv:2:9 bad-id",
  ]);
});

describe("datapackage.json", () => {
  const own = { schema: 1, chapters: ["ai"], currency: "USD" };
  const withPath = (path: unknown): string => JSON.stringify({ name: "b", keiretsu: own, resources: [{ name: "claims", path }] });

  test.each([
    "../claims.csv",
    "/etc/passwd",
    "a/../../b.csv",
    "C:\\claims.csv",
    "https://example.org/c.csv",
    "~/c.csv",
    "a//b.csv",
    "./c.csv",
    "",
    "a\u0000.csv",
  ])("%j does not get out of the folder", (path) => {
    const reading = readPackage(withPath(path));
    expect(reading.package.files).toEqual([]);
    expect(reading.whole).toBe(false);
    expect(reading.findings.map((finding) => finding.code)).toEqual(["path-escape"]);
  });

  test("a path inside the folder, and several files of one table, are fine", () => {
    expect(readPackage(withPath(["a.csv", "data/b.csv"])).package.files.map((file) => file.path)).toEqual(["a.csv", "data/b.csv"]);
  });

  test.each([
    "",
    "[",
    "null",
    "[]",
    "5",
    '{"resources":{}}',
    '{"__proto__":{"name":"x"}}',
    "[".repeat(100_000),
    '{"resources":[null,1,{"path":[1]}]}',
  ])("%j gives findings and no crash", (text) => {
    const reading = readPackage(text.slice(0, 100_000));
    expect(reading.whole).toBe(false);
    expect(reading.findings.length).toBeGreaterThan(0);
  });
});

test("noise of any kind never crashes the loader", () => {
  const noise = fc.string({ unit: fc.constantFrom("id", ",", "\n", '"', "x", "nvidia", "|", "\0", "2025", "="), maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(tables)), noise, (table, text) => {
      const { whole, findings } = loadTables({ [table]: text });
      if (!whole) expect(findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test("the types of casebook.ts, the schema and the rows that come out have the same columns, and null where the types say so", () => {
  const types = readFileSync(new URL("../../../src/record/casebook.ts", import.meta.url), "utf8");
  const nouns = { sources: "Source", entities: "Entity", deals: "Deal", legs: "Leg", claims: "Claim", status: "StatusEvent" };
  const all = { ...nouns, rosters: "RosterRow", loops: "StatedLoop", derived: "DerivedFigure" } as const;
  for (const [table, noun] of Object.entries(all) as [keyof typeof all, string][]) {
    const body = new RegExp(`interface ${noun} extends Row \\{([^}]*)\\}`).exec(types)![1];
    const declared = new Map([...body.matchAll(/readonly (\w+): ([^;]+);/g)].map(([, name, type]) => [name, type]));
    // A row with nothing but what is required, as it comes out.
    const required = tables[table].filter((field) => field.required);
    const sample = required.map((field) =>
      field.type === "date"
        ? "2025"
        : field.type === "enum"
          ? field.values[0]
          : field.type === "bool"
            ? "yes"
            : field.type === "unit"
              ? "USD"
              : field.type === "language"
                ? "en"
                : "1",
    );
    const loaded = loadTables({ [table]: `${required.map((field) => field.name).join(",")}\n${sample.join(",")}\n` });
    const row = loaded.casebook[table][0] as unknown as Record<string, unknown>;
    expect
      .soft(
        Object.keys(row)
          .filter((key) => key !== "place")
          .sort(),
        table,
      )
      .toEqual([...declared.keys()].sort());
    for (const [name, type] of declared) if (row[name] === null) expect.soft(type, `${table}.${name}`).toContain("null");
  }
});

describe.each(
  readdirSync(casebooks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name),
)("casebooks/%s", (name) => {
  test("is whole, without a single finding of loading", () => {
    const { whole, findings } = load(filesOf(name));
    expect(findings).toEqual([]);
    expect(whole).toBe(true);
  });
});
