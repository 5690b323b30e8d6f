import { checkResult, type Finding, load, rowsOf, type TableName, tables, takenBack } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  /** The files that the store has under the name to import to; null where it has none. */
  readonly before: OpenBook["files"] | null;
}

/** What became of the rows of each table: read, there already byte for byte, refused; what the store would no longer say; and every finding. */
export default function checkFiles({ files, casebook, findings, whole }: OpenBook, { before }: Params) {
  const loaded = load(files);
  const judged = whole ? checkResult(loaded).values.findings : findings;
  const known = (file: string): ReadonlySet<string> => new Set(rowTexts(before?.find(({ path }) => path === file)?.text ?? ""));
  return {
    id: casebook.name,
    title: { en: casebook.title, fr: casebook.titleFr || casebook.title },
    whole,
    tables: (Object.keys(tables) as TableName[]).flatMap((table) => {
      const file = `${table}.csv`;
      const text = files.find(({ path }) => path === file)?.text;
      if (text === undefined) return [];
      const rows = rowTexts(text);
      const there = known(file);
      return [
        {
          table,
          read: rows.length,
          merged: rows.filter((row) => there.has(row)).length,
          refused: linesAtFault(findings, file),
        },
      ];
    }),
    others: files.filter(({ path }) => !Object.keys(tables).includes(path.replace(/\.csv$/, ""))).map(({ path }) => path),
    takenBack: takenBack(before ?? [], files),
    findings: judged.slice(0, 200),
    found: judged.length,
  };
}

function rowTexts(text: string): readonly string[] {
  return rowsOf(text).rows.map((row) => JSON.stringify(row.cells));
}

function linesAtFault(findings: readonly Finding[], file: string): number {
  return new Set(findings.filter(({ severity, place }) => severity === "error" && place.file === file).map(({ place }) => place.line)).size;
}
