import { readdirSync, readFileSync } from "node:fs";
import { load, type CasebookFile } from "../../src/record/read/load.ts";
import type { Casebook } from "../../src/record/casebook.ts";
import { uniforms } from "../../src/num/random.ts";

const folder = new URL("../../../../casebooks/ai-alliances/", import.meta.url);

/** The files of casebooks/ai-alliances as text. */
export function aiFiles(): CasebookFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".csv") || name === "datapackage.json")
    .map((path) => ({ path, text: readFileSync(new URL(path, folder), "utf8") }));
}

export function aiCasebook(files: readonly CasebookFile[] = aiFiles()): Casebook {
  const { casebook, whole } = load(files);
  if (!whole) throw new Error("casebooks/ai-alliances is not whole");
  return casebook;
}

export function golden(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`golden/${name}`, folder), "utf8"));
}

/** The same files with the rows of every table in another order; the header stays first. */
export function shuffled(files: readonly CasebookFile[], seed: number): CasebookFile[] {
  const next = uniforms(seed, 0);
  return files.map((file) => {
    if (!file.path.endsWith(".csv")) return file;
    const [head, ...rows] = records(file.text);
    for (let i = rows.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [rows[i], rows[j]] = [rows[j], rows[i]];
    }
    return { path: file.path, text: `${[head, ...rows].join("\n")}\n` };
  });
}

/** Rows of a CSV text as they stand: a line break inside quotes ends no row. */
function records(text: string): string[] {
  const rows: string[] = [];
  let row = "";
  let quoted = false;
  for (const line of text.replace(/\n$/, "").split("\n")) {
    row = quoted ? `${row}\n${line}` : line;
    if ((line.split('"').length - 1) % 2 === 1) quoted = !quoted;
    if (!quoted) rows.push(row);
  }
  return rows;
}
