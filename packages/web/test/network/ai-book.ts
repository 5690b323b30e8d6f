import { readdirSync, readFileSync } from "node:fs";
import { type OpenBook, openBook } from "../../src/worker/book.ts";

const folder = new URL("../../../../casebooks/", import.meta.url);

/** A casebook of the repository as the worker holds it. */
export function bookOf(id: string, turn: (lines: string[]) => string[] = (lines) => lines): OpenBook {
  const files = readdirSync(new URL(`${id}/`, folder))
    .filter((name) => name.endsWith(".csv") || name === "datapackage.json")
    .map((path) => ({ path, text: readFileSync(new URL(`${id}/${path}`, folder), "utf8") }))
    .map((file) => (file.path === "legs.csv" ? { ...file, text: turned(file.text, turn) } : file));
  return openBook(id, files);
}

/** Rows of a table without line breaks in its cells, in another order. */
function turned(text: string, turn: (lines: string[]) => string[]): string {
  const [head, ...rows] = text.trimEnd().split("\n");
  return `${[head, ...turn(rows)].join("\n")}\n`;
}
