import { compareText, type Lens, type ProjectOptions, type Tie, ties, tieSize, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly lens: Lens;
  readonly project: Omit<ProjectOptions, "amounts">;
  readonly before: ViewOptions;
  readonly after: ViewOptions;
}

/** What became of a tie from one date to the next. */
export interface TieChange {
  readonly what: "begins" | "ends" | "status" | "amount";
  /** As it now stands, or as it last stood. */
  readonly tie: Tie;
  readonly before: Tie | null;
}

/** What changes in the picture between two views: the largest ties first. */
export default function networkChanges({ casebook }: OpenBook, params: Params): readonly TieChange[] {
  const asked = { ...params.project, lens: params.lens };
  const before = ties(view(casebook, params.before), asked).values.ties;
  const after = ties(view(casebook, params.after), asked).values.ties;
  const then = new Map(before.map((tie) => [tie.id, tie]));
  const now = new Set(after.map((tie) => tie.id));
  const changes = [
    ...after.flatMap((tie) => turn(then.get(tie.id), tie)),
    ...before.filter((tie) => !now.has(tie.id) && stands(tie)).map((tie): TieChange => ({ what: "ends", tie, before: tie })),
  ];
  return changes.sort((a, b) => (tieSize(b.tie) ?? -1) - (tieSize(a.tie) ?? -1) || compareText(a.tie.id, b.tie.id));
}

function turn(before: Tie | undefined, tie: Tie): readonly TieChange[] {
  const was = before !== undefined && stands(before);
  if (!was) return stands(tie) ? [{ what: "begins", tie, before: before ?? null }] : [];
  if (!stands(tie)) return [{ what: "ends", tie, before }];
  if (before.low !== tie.low || before.high !== tie.high) return [{ what: "amount", tie, before }];
  return before.status === tie.status ? [] : [{ what: "status", tie, before }];
}

function stands(tie: Tie): boolean {
  return tie.firmness !== "ghost";
}
