import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import type { Casebook, RosterRow } from "./casebook.ts";
import type { DayRange } from "./date.ts";
import { compareValid, horizon } from "./horizon.ts";
import { fold } from "./fold.ts";
import { namesOfEntity } from "./subject.ts";

export interface RosterOptions {
  /** Group or club whose members are asked for, by id or name; null = every one. */
  readonly group: string | null;
  /** Member whose clubs are asked for, by entity id or by name in any script; null = every one. */
  readonly member: string | null;
  /** The newest list at this date; null = the newest list of all. */
  readonly validOn: string | null;
}

/** One list of members: a club as one source gave it at one date. Lists of different sources are never merged into one. */
export interface Roster {
  readonly group: string;
  readonly club: string | null;
  /** Date of the list, null when the source gives none. */
  readonly validOn: DayRange | null;
  readonly source: string;
  /** By role, then name. */
  readonly members: readonly RosterRow[];
}

export interface Rosters {
  readonly options: RosterOptions;
  /** Lists in force: of each club those of its newest date, and those without a date; by group, club, date, source. */
  readonly rosters: readonly Roster[];
  /** Dates of every list of the same clubs, so that the reader sees what else there is. */
  readonly dates: readonly { readonly group: string; readonly club: string | null; readonly validOn: readonly string[] }[];
}

/**
 * Who sat in a club at a date, or in which clubs a firm sat. A list is a snapshot: it holds from its date until a newer one of the same club.
 * Throws `unknown-subject` when no list bears the group, club or member; `bad-date`.
 */
export function roster(casebook: Casebook, asked: Partial<RosterOptions> = {}): Rosters {
  const options: RosterOptions = { group: null, member: null, validOn: null, ...asked };
  const seen = horizon(options);
  const name = namesOf(casebook);
  const inGroup = (row: RosterRow): boolean =>
    options.group === null || [row.group, row.club ?? ""].some((id) => id !== "" && answersTo(options.group!, [id, ...name(id)]));
  const isMember = (row: RosterRow): boolean =>
    options.member === null ||
    answersTo(options.member, [row.member, row.memberLocal, ...(row.entity === null ? [] : [row.entity, ...name(row.entity)])]);

  const rows = casebook.rosters.filter(inGroup);
  if (rows.length === 0 && options.group !== null) {
    throw new KeiretsuError("unknown-subject", `"${options.group}" is no group or club with a list of members`);
  }
  if (options.member !== null && !rows.some(isMember)) {
    throw new KeiretsuError(
      "unknown-subject",
      `"${options.member}" is in no list of members${options.group === null ? "" : ` of ${options.group}`}`,
    );
  }
  const lists = snapshots(rows);
  const inForce = lists.filter((list) => {
    if (list.validOn === null) return true;
    if (list.validOn.firstDay > seen.validDay) return false;
    return !lists.some(
      (other) =>
        sameClub(list, other) &&
        other.validOn !== null &&
        other.validOn.firstDay <= seen.validDay &&
        compareValid(list.validOn, other.validOn) < 0,
    );
  });
  const kept = inForce.map((list) => ({ ...list, members: list.members.filter(isMember) })).filter((list) => list.members.length > 0);
  const clubs = [...new Map(kept.map((list) => [JSON.stringify([list.group, list.club]), list])).values()];
  return {
    options,
    rosters: kept,
    dates: clubs.map(({ group, club }) => {
      const dated = lists.filter((list) => list.group === group && list.club === club && list.validOn !== null);
      return { group, club, validOn: [...new Set(dated.map((list) => list.validOn!.text))].sort(compareText) };
    }),
  };
}

function snapshots(rows: readonly RosterRow[]): readonly Roster[] {
  const lists = new Map<string, RosterRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.group, row.club, row.validOn?.text ?? null, row.source]);
    const list = lists.get(key);
    if (list) list.push(row);
    else lists.set(key, [row]);
  }
  return [...lists.values()]
    .map((members) => {
      const { group, club, validOn, source } = members[0];
      return { group, club, validOn, source, members: members.sort(byRole) };
    })
    .sort(
      (a, b) =>
        compareText(a.group, b.group) ||
        compareText(a.club ?? "", b.club ?? "") ||
        compareValid(a.validOn, b.validOn) ||
        compareText(a.source, b.source),
    );
}

/** Who leads first: the bank, then the trading house, then insurers, then the rest by name. */
const roles: readonly string[] = [
  "main-bank",
  "trust-bank",
  "trading-house",
  "life-insurer",
  "non-life-insurer",
  "core",
  "member",
  "observer",
];

function byRole(a: RosterRow, b: RosterRow): number {
  return roles.indexOf(a.role) - roles.indexOf(b.role) || compareText(a.member, b.member) || compareText(a.memberLocal, b.memberLocal);
}

function sameClub(a: Roster, b: Roster): boolean {
  return a.group === b.group && a.club === b.club;
}

/** The whole name, or whole words of it: Toyota for Toyota Motor, never Mitsui for Mitsuiya. */
function answersTo(asked: string, names: readonly string[]): boolean {
  const wanted = ` ${fold(asked)} `;
  return names.some((name) => ` ${fold(name)} `.includes(wanted));
}

function namesOf(casebook: Casebook): (entity: string) => readonly string[] {
  const byId = new Map(casebook.entities.map((entity) => [entity.id, namesOfEntity(entity)]));
  return (entity) => byId.get(entity) ?? [];
}
