import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../src/record/edit/apply-edits.ts";
import { linesOf, rowsOf } from "../../../src/record/edit/lines.ts";
import type { RowEdit } from "../../../src/record/edit/row-edit.ts";
import { type CasebookFile, load } from "../../../src/record/read/load.ts";
import { parseCsv } from "../../../src/record/read/csv.ts";
import { packageOf } from "../case.ts";

const casebooks = new URL("../../../../../casebooks/", import.meta.url);
const names = ["ai-alliances", "keiretsu-japan", "lucent-2000", "ford-1914", "bubbles"];

/** The files at the top of a casebook's folder. */
function bookOf(name: string): readonly CasebookFile[] {
  const folder = new URL(`${name}/`, casebooks);
  return readdirSync(folder)
    .filter((path) => /\.(csv|json|md)$/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));
}

/** One file of entities, edited; refusals fail the test. */
function edited(text: string, edits: readonly RowEdit[]): string {
  const { files, findings } = applyEdits([packageOf(["entities.csv"]), { path: "entities.csv", text }], edits);
  expect(findings).toEqual([]);
  return files[1].text;
}

const add = (id: string, name = "N"): RowEdit => ({ op: "add", table: "entities", cells: { id, name } });
const retract = (key: string): RowEdit => ({ op: "retract", table: "entities", key });
const replace = (key: string, name: string): RowEdit => ({ op: "replace", table: "entities", key, cells: { name } });

describe("what is written", () => {
  test("a new row comes last, quoted only where it must be", () => {
    const cells = { id: "c", name: 'Say "yes", or\r\nno', kind: "=SUM(A1)" };
    expect(edited("id,name,kind\na,A,lab\n", [{ op: "add", table: "entities", cells }])).toBe(
      'id,name,kind\na,A,lab\nc,"Say ""yes"", or\nno",=SUM(A1)\n',
    );
  });

  test.each([
    ["LF", "id,name\na,A\n", "id,name\na,A\nc,N\n"],
    ["CRLF", "id,name\r\na,A\r\n", "id,name\r\na,A\r\nc,N\r\n"],
    ["no line end at the end", "id,name\r\na,A", "id,name\r\na,A\r\nc,N"],
    ["nothing but a header", "id,name", "id,name\nc,N"],
    ["a byte order mark and a quoted header", '\ufeff"id","name"\na,A\n', '\ufeff"id","name"\na,A\nc,N\n'],
    ["blank lines", "\nid,name\n\na,A\n\n\n", "\nid,name\n\na,A\n\n\nc,N\n"],
    ["line ends of both kinds", "id,name\r\na,A\nb,B\r\n", "id,name\r\na,A\nb,B\r\nc,N\r\n"],
    ["a lone CR after the last row", "id,name\na,A\r", "id,name\na,A\r\nc,N\n"],
  ])("%s: new rows end as the header does", (_, before, after) => {
    expect(edited(before, [add("c")])).toBe(after);
  });

  test("a replaced row stays in its place and its neighbours as they were", () => {
    expect(edited('id,name\r\n"a",A\r\n"b",  B\nc,"C"', [replace("b", "x")])).toBe('id,name\r\n"a",A\r\nb,x\nc,"C"');
  });

  test("a row whose cells stay the same stays as it was written", () => {
    expect(edited('id,name\n"a","A"\n', [replace("a", "A")])).toBe('id,name\n"a","A"\n');
  });

  test("a retracted row goes with the line end after it, the last one with the one before it", () => {
    expect(edited("id,name\r\na,A\nb,B\r\nc,C", [retract("b")])).toBe("id,name\r\na,A\nc,C");
    expect(edited("id,name\r\na,A\nb,B\r\nc,C", [retract("c")])).toBe("id,name\r\na,A\nb,B");
    expect(edited("id,name\na,A\n", [retract("a")])).toBe("id,name\n");
    expect(edited("id,name\na,A\n\nb,B\r\n", [retract("b"), add("d")])).toBe("id,name\na,A\n\nd,N\n");
  });

  test("a row may be taken out and its id given again, and a new row edited, in one go", () => {
    expect(edited("id,name\na,A\nb,B\n", [retract("a"), add("a", "new"), add("c"), replace("c", "C")])).toBe("id,name\nb,B\na,new\nc,C\n");
  });

  test("of several files of a table, the last one takes new rows and each keeps its own", () => {
    const resources = [{ name: "entities", path: ["old.csv", "new.csv"] }];
    const own = { schema: 1, chapters: [], currency: "USD" };
    const files = [
      { path: "datapackage.json", text: JSON.stringify({ name: "t", keiretsu: own, resources }) },
      { path: "old.csv", text: "id,name\na,A\n" },
      { path: "new.csv", text: "name,id\nB,b\n" },
    ];
    const { files: after } = applyEdits(files, [add("c"), replace("a", "x")]);
    expect(after.map(({ text }) => text).slice(1)).toEqual(["id,name\na,x\n", "name,id\nB,b\nN,c\n"]);
    expect(applyEdits(files, [add("a")]).findings.map(({ code }) => code)).toEqual(["edit-id-taken"]);
  });

  test("nothing follows a quotation that never closes", () => {
    const files = [packageOf(["entities.csv"]), { path: "entities.csv", text: 'id,name\na,"A\n' }];
    const { files: after, findings } = applyEdits(files, [add("c")]);
    expect(after).toEqual(files);
    expect(findings.map(({ code }) => code)).toEqual(["unclosed-quote"]);
  });

  test.each([
    ["nul-byte", "a\0"],
    ["control-character", "a\rb"],
    ["control-character", "\ud800"],
    ["control-character", "\u202eevil"],
    ["lost-character", "\ufffd"],
    ["cell-too-long", "x".repeat(1_000_001)],
  ])("%s: no cell that no table may hold is written", (code, name) => {
    const files = [packageOf(["entities.csv"]), { path: "entities.csv", text: "id,name\na,A\n" }];
    for (const edit of [add("c", name), replace("a", name)]) {
      const { files: after, findings } = applyEdits(files, [edit]);
      expect(after).toEqual(files);
      expect(findings.map((finding) => finding.code)).toEqual([code]);
    }
  });

  test("names of JavaScript's own objects are columns and ids like others", () => {
    const files = [packageOf(["entities.csv"]), { path: "entities.csv", text: "id,name\na,A\n" }];
    const cells = JSON.parse('{ "id": "constructor", "__proto__": "x" }') as Record<string, string>;
    expect(applyEdits(files, [{ op: "add", table: "entities", cells }]).findings.map(({ code }) => code)).toEqual(["edit-unknown-column"]);
    expect(applyEdits(files, [retract("toString")]).findings.map(({ code }) => code)).toEqual(["edit-unknown-row"]);
    expect(edited("id,name\na,A\n", [add("constructor")])).toBe("id,name\na,A\nconstructor,N\n");
    const table = "__proto__" as "entities";
    expect(applyEdits(files, [{ op: "retract", table, key: "a" }]).findings.map(({ code }) => code)).toEqual(["edit-unknown-table"]);
  });
});

describe("rows and their keys", () => {
  test("lines joined are the file again, whatever the file", () => {
    const pieces = fc.constantFrom("a", ",", '"', "\n", "\r\n", "\r", "\ufeff", " ", "é", "\0");
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 60 }), (text) => {
        expect(
          linesOf(text)
            .map((line) => line.before + line.text)
            .join(""),
        ).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test("they are the rows that the reader of casebooks sees, at the same lines", () => {
    for (const name of names)
      for (const { path, text } of bookOf(name).filter((file) => file.path.endsWith(".csv"))) {
        const read = parseCsv(path, text);
        const { columns, rows } = rowsOf(text);
        expect(columns).toEqual(read.header!.map((cell) => cell.text));
        expect(rows.map((row) => [row.line, ...Object.values(row.cells)])).toEqual(
          read.rows.map((cells) => [cells[0].line, ...cells.map((cell) => cell.text)]),
        );
      }
  });

  test("without an id a row is called by the SHA-256 of its cells, twins by their number", () => {
    // printf 'nvda-stake\x1fannounced' | sha256sum
    const key = "d7457a6b6ddcf430";
    const { rows } = rowsOf("leg,status\nnvda-stake,announced\nother,closed\nnvda-stake,announced\n");
    expect(rows.map((row) => row.key)).toEqual([key, expect.stringMatching(/^[0-9a-f]{16}$/), `${key}#2`]);
  });

  test("a thousand twins cost no more than a thousand rows", () => {
    const { rows } = rowsOf(`id\n${"x\n".repeat(50_000)}`);
    expect(rows.at(-1)!.key).toBe("x#50000");
  });

  test("twins keep their names while others of them are taken out", () => {
    const [a, b, c] = rowsOf("leg,status\ns,closed\ns,closed\ns,closed\n").rows.map((row) => row.key);
    const files = [packageOf(["status.csv"]), { path: "status.csv", text: "leg,status\ns,closed\ns,closed\ns,closed\n" }];
    const { files: after, findings } = applyEdits(
      files,
      [c, a].map((key) => ({ op: "retract" as const, table: "status" as const, key })),
    );
    expect(findings).toEqual([]);
    expect(after[1].text).toBe("leg,status\ns,closed\n");
    expect(b).toBe(`${a}#2`);
  });
});

/** Files of entities with all that may go wrong in writing; a lone CR at the very end is completed by an edit and left out. */
const entityFile = fc
  .record({
    mark: fc.constantFrom("", "\ufeff"),
    rows: fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z][a-z0-9.-]{0,5}$/), fc.constantFrom("A", '"A, B"', '"two\nlines"', '"q""q"', " ")),
      {
        maxLength: 6,
        selector: ([id]) => id,
      },
    ),
    ends: fc.array(fc.constantFrom("\n", "\r\n", "\n\n", "\r\n\n"), { minLength: 8, maxLength: 8 }),
    ended: fc.boolean(),
  })
  .map(({ mark, rows, ends, ended }) => {
    const lines = ["id,name", ...rows.map(([id, name]) => `${id},${name}`)];
    const text = mark + lines.map((line, i) => line + (i < lines.length - 1 || ended ? ends[i] : "")).join("");
    return { text, ids: rows.map(([id]) => id) };
  });
/** An id that no file above has. */
const freshId = fc.stringMatching(/^new-[a-z0-9]{1,3}$/);

describe("laws", () => {
  test.each(names)("no edit is the identity on %s", (name) => {
    const files = bookOf(name);
    const { files: after, findings } = applyEdits(files, []);
    expect(findings).toEqual([]);
    expect(after).toEqual(files);
    after.forEach((file, i) => expect(file).toBe(files[i]));
  });

  test.each(names)("a row added and then retracted leaves %s byte for byte, in every table with ids", (name) => {
    const files = bookOf(name);
    for (const table of ["sources", "entities", "deals", "legs", "claims", "derived"] as const) {
      const noted = rowsOf(files.find((file) => file.path === `${table}.csv`)!.text).columns.includes("note");
      const cells: Record<string, string> = { id: "new-row", ...(noted ? { note: 'a "note",\nof two lines' } : {}) };
      const start = applyEdits(files, [{ op: "add", table, cells }]);
      expect(start.findings).toEqual([]);
      expect(start.files).not.toEqual(files);
      const end = applyEdits(start.files, [{ op: "retract", table, key: "new-row" }]);
      expect(end.findings).toEqual([]);
      expect(end.files).toEqual(files);
    }
  });

  test("a row added and then retracted leaves any file byte for byte, in one call and in two", () => {
    fc.assert(
      fc.property(entityFile, freshId, ({ text }, id) => {
        expect(edited(edited(text, [add(id)]), [retract(id)])).toBe(text);
        expect(edited(text, [add(id), retract(id)])).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("the order of edits of different rows changes at most the order of new rows", () => {
    fc.assert(
      fc.property(entityFile, fc.uniqueArray(freshId, { maxLength: 3 }), fc.infiniteStream(fc.nat(3)), ({ text, ids }, fresh, choices) => {
        const edits = [
          ...ids.map((id) => [replace(id, "x"), retract(id), null, null][choices.next().value as number]),
          ...fresh.map((id) => add(id)),
        ].filter((edit) => edit !== null);
        const turned = [...edits].reverse();
        const sorted = (out: string): readonly unknown[] =>
          rowsOf(out)
            .rows.map(({ cells }) => JSON.stringify(cells))
            .sort();
        expect(sorted(edited(text, turned))).toEqual(sorted(edited(text, edits)));
        if (fresh.length < 2) expect(edited(text, turned)).toBe(edited(text, edits));
      }),
      { numRuns: 500 },
    );
  });

  test("edits one by one are edits together", () => {
    fc.assert(
      fc.property(entityFile, freshId, ({ text, ids }, id) => {
        const edits = [...ids.slice(0, 2).map((one) => replace(one, "x")), add(id), ...ids.slice(2, 4).map((one) => retract(one))];
        expect(edits.reduce((so, edit) => edited(so, [edit]), text)).toBe(edited(text, edits));
      }),
      { numRuns: 500 },
    );
  });
});

describe("two entities that are one", () => {
  const files = [
    packageOf(["entities.csv", "legs.csv", "claims.csv", "rosters.csv"]),
    {
      path: "entities.csv",
      text: `id,name,aliases,kind,country,identifiers,roles,parent,note
openai,OpenAI,OpenAI LP,lab,,,lab,,
open-ai,Open AI,OpenAI LP|OAI,lab,US,LEI:1,lab|client,openai,
open-ai-uk,OpenAI UK,,lab,GB,,,open-ai,
the-open-ai,The Open AI,,lab,,,,,
`,
    },
    { path: "legs.csv", text: "id,deal,from,to,issuer\nopen-ai-leg,d,open-ai,nvidia,open-ai\nl-2,d,nvidia,openai,\n" },
    {
      path: "claims.csv",
      text: `id,subject,predicate,value,unit,attributed_to
c-1,open-ai,revenue,5,USD,open-ai
c-2,nvidia,ownership-share-by-open-ai,5,%,
c-3,nvidia,ownership-share-by-the-open-ai,5,%,
c-4,nvidia,clients,openai|open-ai|meta,entity,
c-5,nvidia,note,open-ai,text,
c-6,nvidia,rpo-share-open-ai,40,%,
c-7,open-ai-uk,revenue,1,USD,
`,
    },
    { path: "rosters.csv", text: "group,club,member,entity\nopen-ai,,Open AI,open-ai\n" },
    { path: "README.md", text: "About open-ai.\n" },
  ];

  test("every reference leads to the one that is kept, and nothing else moves", () => {
    const { files: after, findings } = applyEdits(files, [{ op: "merge", keep: "openai", drop: "open-ai" }]);
    expect(findings).toEqual([]);
    expect(after.slice(1).map(({ text }) => text)).toEqual([
      `id,name,aliases,kind,country,identifiers,roles,parent,note
openai,OpenAI,OpenAI LP|Open AI|OAI,lab,US,LEI:1,lab|client,,
open-ai-uk,OpenAI UK,,lab,GB,,,openai,
the-open-ai,The Open AI,,lab,,,,,
`,
      "id,deal,from,to,issuer\nopen-ai-leg,d,openai,nvidia,openai\nl-2,d,nvidia,openai,\n",
      `id,subject,predicate,value,unit,attributed_to
c-1,openai,revenue,5,USD,openai
c-2,nvidia,ownership-share-by-openai,5,%,
c-3,nvidia,ownership-share-by-the-open-ai,5,%,
c-4,nvidia,clients,openai|meta,entity,
c-5,nvidia,note,open-ai,text,
c-6,nvidia,rpo-share-openai,40,%,
c-7,open-ai-uk,revenue,1,USD,
`,
      "group,club,member,entity\nopenai,,Open AI,openai\n",
      "About open-ai.\n",
    ]);
  });

  test("an entity that is kept takes over the parent of the one that was its own", () => {
    const chain = [
      packageOf(["entities.csv"]),
      { path: "entities.csv", text: "id,name,aliases,kind,parent\na,A,,lab,b\nb,B,,lab,c\nc,C,,lab,\n" },
    ];
    const { files: after } = applyEdits(chain, [{ op: "merge", keep: "a", drop: "b" }]);
    expect(after[1].text).toBe("id,name,aliases,kind,parent\na,A,B,lab,c\nc,C,,lab,\n");
  });

  test("in the AI casebook no reference to either of two entities is lost, and the book stays whole", () => {
    const book = bookOf("ai-alliances");
    const { files: after, findings } = applyEdits(book, [{ op: "merge", keep: "microsoft", drop: "azure" }]);
    expect(findings).toEqual([]);
    const { whole, casebook } = load(after);
    expect(whole).toBe(true);
    const before = load(book).casebook;
    const touching = (legs: typeof casebook.legs, ...ids: string[]): number =>
      legs.filter((leg) => ids.includes(leg.from) || ids.includes(leg.to)).length;
    expect(touching(casebook.legs, "microsoft")).toBe(touching(before.legs, "microsoft", "azure"));
    const about = (claims: typeof casebook.claims, ...ids: string[]): number =>
      claims.filter((claim) => ids.includes(claim.subject)).length;
    expect(about(casebook.claims, "microsoft")).toBe(about(before.claims, "microsoft", "azure"));
    expect(after.filter(({ path }) => path.endsWith(".csv")).some(({ text }) => /(^|[,|])azure([,|]|$)/m.test(text))).toBe(false);
    expect(casebook.entities.find((entity) => entity.id === "microsoft")!.aliases).toContain("Azure");
  });
});
