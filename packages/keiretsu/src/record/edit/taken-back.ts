import { compareText } from "../../finding.ts";
import type { CasebookFile } from "../read/load.ts";
import { PACKAGE_FILE, readPackage } from "../read/package.ts";
import { rowsOf } from "./lines.ts";

/**
 * What `before` says and `after` no longer does, were it put in its place: rows that are gone or have other cells, as `claims/c-1`, and files
 * that hold no table, by their path. In the order of their names. Cost O(length).
 */
export function takenBack(before: readonly CasebookFile[], after: readonly CasebookFile[]): readonly string[] {
  const [stood, stands] = [said(before), said(after)];
  return [...stood].flatMap(([name, text]) => (stands.get(name) === text ? [] : [name])).sort(compareText);
}

function said(files: readonly CasebookFile[]): ReadonlyMap<string, string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const listed = readPackage(texts.get(PACKAGE_FILE) ?? "").package.files;
  const names = new Map(texts);
  for (const { path, table } of listed) {
    if (!texts.has(path)) continue;
    names.delete(path);
    for (const { key, cells } of rowsOf(texts.get(path)!).rows) names.set(`${table}/${key}`, filled(cells));
  }
  return names;
}

/** Neither the order of columns nor an empty one says anything. */
function filled(cells: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(cells)
      .filter(([, text]) => text !== "")
      .sort(([a], [b]) => compareText(a, b)),
  );
}
