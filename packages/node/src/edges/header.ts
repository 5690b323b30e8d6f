import { KeiretsuError } from "keiretsu";
import type { EdgeColumns } from "./report.ts";
import { RowSplitter } from "./split-row.ts";

export interface Header {
  readonly delimiter: number;
  readonly names: readonly string[];
  /** Index of the column of each role, -1 where it is not asked for. */
  readonly roles: Readonly<Record<keyof EdgeColumns, number>>;
  /** Offset of the first byte after the header. */
  readonly next: number;
  readonly lines: number;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const MOST_COLUMNS = 4096;

/**
 * Read the first row, which names the columns. Returns null when it does not end before `end` and more bytes may follow. Throws
 * `missing-column`, `ambiguous-column` or `bad-header` with the header found and the nearest names.
 */
export function readHeader(
  bytes: Uint8Array,
  begin: number,
  end: number,
  isLast: boolean,
  options: { readonly columns: EdgeColumns; readonly delimiter: string | null; readonly file: string },
): Header | null {
  const candidates = options.delimiter === null ? DELIMITERS : [options.delimiter];
  let best: Header | null = null;
  for (const candidate of candidates) {
    const delimiter = candidate.charCodeAt(0);
    if (candidate.length !== 1 || delimiter >= 0x80 || delimiter === 0x22 || delimiter === 0x0a)
      throw new KeiretsuError(
        "bad-delimiter",
        `delimiter ${JSON.stringify(candidate)}: one ASCII character is needed, such as , ; | or a tab`,
      );
    const splitter = new RowSplitter(MOST_COLUMNS, delimiter);
    if (!splitter.split(bytes.slice(0, end), begin, end, isLast)) return null;
    if (splitter.fault)
      throw new KeiretsuError("bad-header", `${options.file}:1: the row that should name the columns has a ${splitter.fault}`);
    if (splitter.count > MOST_COLUMNS) throw new KeiretsuError("bad-header", `${options.file}:1: more than ${MOST_COLUMNS} columns`);
    const names = Array.from({ length: splitter.count }, (_, c) =>
      new TextDecoder().decode(bytes.subarray(splitter.begins[c], splitter.ends[c])).trim(),
    );
    const found = wanted(options.columns).filter(([, name]) => names.includes(name)).length;
    const bestFound = best === null ? -1 : wanted(options.columns).filter(([, name]) => best!.names.includes(name)).length;
    if (best === null || found > bestFound || (found === bestFound && names.length > best.names.length)) {
      best = { delimiter, names, roles: { from: -1, to: -1, amount: -1, type: -1, date: -1 }, next: splitter.next, lines: splitter.lines };
    }
  }
  return { ...best!, roles: findRoles(best!.names, options.columns, options.file) };
}

function wanted(columns: EdgeColumns): (readonly [keyof EdgeColumns, string])[] {
  const roles = ["from", "to", "amount", "type", "date"] as const;
  return roles.flatMap((role) => (columns[role] === undefined ? [] : [[role, columns[role]] as const]));
}

/** The column of each role; throws where one is missing or not alone. */
export function findRoles(names: readonly string[], columns: EdgeColumns, file: string): Header["roles"] {
  const roles = { from: -1, to: -1, amount: -1, type: -1, date: -1 };
  const taken = new Map<string, string>();
  for (const [role, name] of wanted(columns)) {
    const shown = names.slice(0, 30).join(", ") + (names.length > 30 ? ", ..." : "");
    const places = names.flatMap((other, c) => (other === name ? [c] : []));
    if (places.length === 0) {
      const near = nearest(name, names);
      const hint = near.length > 0 ? `; nearest: ${near.join(", ")}` : "";
      throw new KeiretsuError("missing-column", `${file}:1: no column "${name}" for ${role}; the header has: ${shown}${hint}`);
    }
    if (places.length > 1)
      throw new KeiretsuError(
        "ambiguous-column",
        `${file}:1: column "${name}" for ${role} stands ${places.length} times in the header: ${shown}`,
      );
    const other = taken.get(name);
    if (other !== undefined) throw new KeiretsuError("ambiguous-column", `column "${name}" is asked for as ${other} and as ${role}`);
    taken.set(name, role);
    roles[role] = places[0];
  }
  return roles;
}

/** Up to three names at a small edit distance, or that differ only in case. */
function nearest(name: string, names: readonly string[]): string[] {
  const wanted_ = name.toLowerCase();
  return names
    .slice(0, 200)
    .map((other) => ({ other, distance: editDistance(wanted_, other.toLowerCase().slice(0, 60)) }))
    .filter(({ other, distance }) => other !== "" && (distance <= Math.max(3, name.length / 3) || other.toLowerCase().includes(wanted_)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ other }) => other);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
