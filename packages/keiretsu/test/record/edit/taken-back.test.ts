import { expect, test } from "vitest";
import { takenBack } from "../../../src/index.ts";

const packageText = JSON.stringify({
  name: "small",
  keiretsu: { schema: 1 },
  resources: [{ name: "entities", path: ["entities.csv", "more.csv"] }],
});
const book = (entities: string, more: string, readme = "# Small\n"): { path: string; text: string }[] => [
  { path: "README.md", text: readme },
  { path: "datapackage.json", text: packageText },
  { path: "entities.csv", text: entities },
  { path: "more.csv", text: more },
];
const before = book("id,name,kind\na,A,company\nb,B,company\n", "id,name,kind\nc,C,company\n");

test("rows that are gone or say something else, and files that do, are named; new ones are not", () => {
  expect(takenBack(before, book("id,name,kind\nb,Bee,company\nd,D,company\n", "id,name,kind\nc,C,company\n", "# Mine\n"))).toEqual([
    "README.md",
    "entities/a",
    "entities/b",
  ]);
  expect(takenBack(before, before.slice(1))).toEqual(["README.md"]);
  expect(takenBack([], before)).toEqual([]);
});

test("another order of rows and columns, another file of the table, other quotes take nothing back", () => {
  expect(takenBack(before, book('kind,id,name,note\ncompany,c,C,\ncompany,b,"B",\n', "id,name,kind\na,A,company\n"))).toEqual([]);
});
