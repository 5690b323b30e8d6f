import { opened } from "../opened.ts";
import { type OpenBook, openBook } from "../../src/worker/book.ts";

/** A casebook of the project with the rows of its legs in the opposite order. */
export function turned(id: string): OpenBook {
  const { files } = opened(id);
  return openBook({
    id,
    files: files.map((file) => (file.path === "legs.csv" ? { ...file, text: upsideDown(file.text) } : file)),
  });
}

/** Rows without line breaks in their cells; the header stays first. */
function upsideDown(text: string): string {
  const [head, ...rows] = text.trimEnd().split("\n");
  return `${[head, ...rows.toReversed()].join("\n")}\n`;
}
