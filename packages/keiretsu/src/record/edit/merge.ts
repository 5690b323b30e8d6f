import type { CasebookFile } from "../read/load.ts";
import { tables } from "../read/schema.generated.ts";
import type { Cells, Sheet } from "./sheet.ts";

/** The two that become one, and the ids of all entities. */
export interface Merge {
  readonly keep: string;
  readonly drop: string;
  readonly entities: ReadonlySet<string>;
}

/** The row of `keep` once it has taken over from `drop`: other names, codes and roles are joined, cells of its own that are empty are filled, but not how French names it. */
export function joined(kept: Cells, dropped: Cells): Cells {
  const cells: Record<string, string> = { ...kept };
  for (const column of Object.keys(kept)) if (cells[column] === "" && column !== "name_fr") cells[column] = dropped[column] ?? "";
  for (const column of ["identifiers", "roles"]) cells[column] = union([kept[column], dropped[column]]);
  const names = union([kept.aliases, dropped.name, dropped.name_fr, dropped.aliases]);
  cells.aliases = union(names.split("|").filter((name) => name !== kept.name && name !== kept.name_fr));
  // Neither may become a unit of itself.
  if (kept.parent === dropped.id) cells.parent = dropped.parent ?? "";
  if (cells.parent === kept.id) cells.parent = "";
  return cells;
}

function union(lists: readonly (string | undefined)[]): string {
  const words = lists.flatMap((list) => (list ?? "").split("|").map((word) => word.trim()));
  return [...new Set(words)].filter((word) => word !== "").join("|");
}

/** Every reference to `drop` in the rows of a file becomes `keep`: parties, subjects, holders in predicates, lists and values that are entities. */
export function redirect(sheet: Sheet, merge: Merge): void {
  for (const key of sheet.keys()) {
    const cells = sheet.cells(key);
    const fresh: Record<string, string> = { ...cells };
    for (const { name, type } of tables[sheet.table]) {
      const text = cells[name] ?? "";
      if (type === "entity" || type === "subject") fresh[name] = text === merge.drop ? merge.keep : text;
      else if (type === "list of entities") fresh[name] = inList(text, merge);
      else if (sheet.table === "claims" && name === "predicate") fresh[name] = inPredicate(text, merge);
      else if (sheet.table === "claims" && name === "value" && cells.unit === "entity") fresh[name] = inList(text, merge);
    }
    sheet.write(key, fresh);
  }
}

function inList(text: string, { keep, drop }: Merge): string {
  const words = text.split("|");
  return words.includes(drop) ? [...new Set(words.map((word) => (word === drop ? keep : word)))].join("|") : text;
}

/** `ownership-share-by-x`, `rpo-share-x`: the entity that ends the predicate; of several that do, the longest id is meant. */
function inPredicate(text: string, { keep, drop, entities }: Merge): string {
  if (!text.endsWith(`-${drop}`)) return text;
  const before = text.slice(0, -drop.length);
  const longer = [...entities].some((id) => id.length > drop.length && text.endsWith(`-${id}`));
  return longer ? text : before + keep;
}

/** Files that are no tables (scenarios, expected results) and have the id as a word; prose is left alone. */
export function mentions(files: readonly CasebookFile[], id: string): readonly string[] {
  const word = new RegExp(
    `(?<![a-z0-9.-])${id.replaceAll(/[^a-z0-9-]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}(?![a-z0-9-])`,
  );
  return files.filter(({ path, text }) => !path.endsWith(".md") && word.test(text)).map(({ path }) => path);
}
