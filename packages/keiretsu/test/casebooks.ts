import { readdirSync, readFileSync } from "node:fs";
import type { Casebook } from "../src/record/casebook.ts";
import { load } from "../src/record/read/load.ts";
import { shuffle } from "./toy.ts";

/** A casebook that ships with the project; the rows of every table in another order when `by` is given. Throws unless it is whole. */
export function shipped(name: string, by?: number): Casebook {
  const folder = new URL(`../../../casebooks/${name}/`, import.meta.url);
  const paths = readdirSync(folder).filter((path) => path.endsWith(".csv") || path === "datapackage.json");
  const files = paths.map((path) => {
    const text = readFileSync(new URL(path, folder), "utf8");
    return { path, text: by === undefined || path === "datapackage.json" ? text : mixed(text, by) };
  });
  const { casebook, findings, whole } = load(files);
  if (!whole) throw new Error(`${name} is not whole: ${findings.map((finding) => finding.summary).join("; ")}`);
  return casebook;
}

/** Rows of a CSV text in another order; a quoted cell may hold line ends. */
function mixed(text: string, by: number): string {
  const rows = text.match(/(?:"(?:[^"]|"")*"|[^"\n])+\n?/g) ?? [];
  const [head, ...body] = rows.map((row) => (row.endsWith("\n") ? row : `${row}\n`));
  return [head, ...shuffle(body, by)].join("");
}
