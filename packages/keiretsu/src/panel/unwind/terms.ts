import { compareFindings, type Finding } from "../../finding.ts";
import type { Casebook } from "../../record/casebook.ts";
import { asText, noReason, type Path, Reading, type ScenarioText, unknownKey, unreadable } from "../reading.ts";

/** What a tie is, as far as leaving it goes. */
export type TieKind = "contract" | "loan" | "guarantee" | "promise" | "listed-stake" | "private-stake";

export const tieKinds: readonly TieKind[] = ["contract", "loan", "guarantee", "promise", "listed-stake", "private-stake"];

export function isStake(kind: TieKind): boolean {
  return kind === "listed-stake" || kind === "private-stake";
}

/**
 * A term of leaving that no claim states, as two readings. Quarters: notice, lock_up, consent, regulatory, sale. Shares: penalty (of what remains), discount (of
 * a stake without a market), participation (of the volume), turnover (of a firm's value, a day), volatility (a day). Numbers: impact (eta), lasting (gamma).
 */
export type TermName =
  | "notice"
  | "lock_up"
  | "consent"
  | "regulatory"
  | "sale"
  | "penalty"
  | "discount"
  | "participation"
  | "turnover"
  | "volatility"
  | "impact"
  | "lasting";

interface Limits {
  readonly least: number;
  readonly most?: number;
  readonly whole?: boolean;
  /** Whether more of it makes leaving easier. */
  readonly eases?: boolean;
}

const QUARTERS: Limits = { least: 0, most: 200, whole: true };

export const termLimits: Readonly<Record<TermName, Limits>> = {
  notice: QUARTERS,
  lock_up: QUARTERS,
  consent: QUARTERS,
  regulatory: QUARTERS,
  sale: QUARTERS,
  penalty: { least: 0, most: 10 },
  discount: { least: 0, most: 1 },
  participation: { least: 0.001, most: 1, eases: true },
  turnover: { least: 0.000001, most: 1, eases: true },
  volatility: { least: 0, most: 1 },
  impact: { least: 0, most: 100 },
  lasting: { least: 0, most: 100 },
};

export const termNames = Object.keys(termLimits) as readonly TermName[];

/** Two readings; null = nothing bounds it. */
export interface Reach {
  readonly low: number;
  readonly high: number | null;
}

/** What may be assumed of leaving: of a kind of tie, of one leg, or of one stake (holder>held). */
export interface ExitTerm {
  readonly exit: string;
  readonly values: Readonly<Partial<Record<TermName, Reach>>>;
  /** Ties (leg ids or holder>held) that must be out before. */
  readonly after: readonly string[];
  readonly reason: string;
  readonly reasonFr: string;
}

export interface ExitTerms {
  readonly title: string;
  readonly titleFr: string;
  readonly terms: readonly ExitTerm[];
}

export const noTerms: ExitTerms = { title: "", titleFr: "", terms: [] };

const EXPECTED = `${tieKinds.join(", ")}, a leg or holder>held`;

const keys = ["title", "title_fr", "terms"];

export function unreadableTerms(file: string, line: number, found: string): ReturnType<typeof readTerms> {
  return { terms: null, findings: [unreadable(file, line, found)] };
}

/** Whether an id names a leg of the book, or a stake between two of its entities. */
export function tieNames({ legs, entities }: Casebook): (id: string) => boolean {
  const firms = new Set(entities.map(({ id }) => id));
  const ids = new Set(legs.map(({ id }) => id));
  return (id) => ids.has(id) || (id.includes(">") && id.split(">").every((part) => firms.has(part)));
}

/** Read a file of terms; all faults are collected, ids that the book does not have too, and with any of them there are no terms. */
export function readTerms(
  text: ScenarioText,
  casebook: Casebook | null = null,
): { readonly terms: ExitTerms | null; readonly findings: readonly Finding[] } {
  const reader = new Reading(text, "untie.md");
  const root = reader.record(text.value, []);
  known(reader, { row: root, path: [], allowed: keys });
  const terms: ExitTerms = {
    title: reader.text(root.title, ["title"]),
    titleFr: reader.text(root.title_fr, ["title_fr"]),
    terms: reader.list(root.terms ?? [], ["terms"]).map((row, i) => termOf(reader, row, ["terms", i])),
  };
  const named = casebook === null ? null : tieNames(casebook);
  for (const [i, { exit, after }] of named === null ? [] : terms.terms.entries()) {
    if (!tieKinds.some((kind) => kind === exit) && !named!(exit)) reader.refuse(exit, ["terms", i, "exit"], EXPECTED);
    for (const [k, id] of after.entries()) if (!named!(id)) reader.refuse(id, ["terms", i, "after", k], "a leg or holder>held");
  }
  const findings = [...reader.findings].sort(compareFindings);
  return { terms: findings.length === 0 ? terms : null, findings };
}

function termOf(reader: Reading, value: unknown, path: Path): ExitTerm {
  const row = reader.record(value, path);
  known(reader, { row, path, allowed: ["exit", ...termNames, "after", "reason", "reason_fr"] });
  const exit = reader.text(row.exit, [...path, "exit"]);
  if (typeof row.reason !== "string" || row.reason === "" || typeof row.reason_fr !== "string" || row.reason_fr === "")
    reader.find(noReason, path, exit, { found: `exit ${exit}` });
  const values: Partial<Record<TermName, Reach>> = {};
  for (const name of termNames)
    if (row[name] !== undefined) values[name] = reachOf(reader, { value: row[name], name, path: [...path, name] });
  const after = reader.list(row.after ?? [], [...path, "after"]).map((id, i) => reader.text(id, [...path, "after", i]));
  return { exit, values, after, reason: asText(row.reason), reasonFr: asText(row.reason_fr) };
}

/** One number for both readings, or [low, high]; high null = unknown. */
function reachOf(reader: Reading, { value, name, path }: { readonly value: unknown; readonly name: TermName; readonly path: Path }): Reach {
  const limits = termLimits[name];
  const number = (x: unknown, at: Path): number => {
    const found = reader.number(x, at, limits);
    if (limits.whole && !Number.isInteger(found)) reader.refuse(x, at, "a whole number of quarters");
    return found;
  };
  if (!Array.isArray(value)) {
    const both = number(value, path);
    return { low: both, high: both };
  }
  const pair = value as readonly unknown[];
  if (pair.length !== 2) reader.refuse(value, path, "[low, high]");
  const low = number(pair[0], [...path, 0]);
  const open = pair[1] === null && limits.whole === true;
  const high = open ? null : number(pair[1] ?? low, [...path, 1]);
  if (high !== null && high < low) reader.refuse(value, path, "[low, high], the lower first");
  return { low, high };
}

function known(
  reader: Reading,
  { row, path, allowed }: { readonly row: Readonly<Record<string, unknown>>; readonly path: Path; readonly allowed: readonly string[] },
): void {
  for (const key of Object.keys(row))
    if (!allowed.includes(key)) reader.find(unknownKey, [...path, key], key, { found: key, expected: allowed.join(", ") });
}
