import { readdirSync, readFileSync } from "node:fs";
import { type OpenBook, openBook } from "../src/worker/book.ts";

/** A casebook that ships with the project as the worker holds it. */
export function opened(id: string): OpenBook {
  const folder = `casebooks/${id}/`;
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.(csv|json|yaml)$/.test(path));
  return openBook({
    id,
    files: paths.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(folder + path, "utf8") })),
  });
}
