import { sum } from "../../num/sum.ts";
import type { Status } from "../../record/casebook.ts";
import { horizon, isValid } from "../../record/horizon.ts";
import { type Verdict, type View, visibleClaims } from "../../record/view.ts";
import type { Input } from "./inputs.ts";
import type { Stress } from "./stress.ts";

/** One input of the answers that is not the same from two views, and why. */
export interface Change {
  readonly what: Input["what"];
  readonly from: string;
  readonly to: string | null;
  readonly leg: string | null;
  /** null = not an input on that side. */
  readonly before: Side | null;
  readonly after: Side | null;
  readonly reason: ChangeReason;
}

/** Why an input is another, in the order asked. */
type ChangeReason =
  /** Known on one side only. */
  | "known"
  /** Counted alone on one side and with a whole, or by its parts, on the other. */
  | "composition"
  | "status"
  | "amount"
  /** Another claim gives the figure of a firm. */
  | "claim"
  /** The figure of a firm is known on both sides, and the firm has a part in the answer on one. */
  | "part"
  /** None of these: the window lies elsewhere. */
  | "window";

interface Side {
  readonly point: number | null;
  readonly status: Status | null;
  readonly claim: string | null;
  readonly source: string | null;
}

/**
 * Question: why does the answer differ from another date? The inputs that one side has and the other has not, or at another figure, each with its reason.
 */
export function stressChanges(
  before: { readonly view: View; readonly stress: Stress },
  after: { readonly view: View; readonly stress: Stress },
): readonly Change[] {
  const [old, now] = [inputsOf(before.stress), inputsOf(after.stress)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changes: Change[] = [];
  for (const key of keys) {
    const [a, b] = [old.get(key), now.get(key)];
    if (a?.point === b?.point && (a === undefined) === (b === undefined)) continue;
    const { what, from, to, leg } = (a ?? b)!.rows[0];
    const sides = { before: sideOf(before.view, leg, a), after: sideOf(after.view, leg, b) };
    const reason =
      leg === null
        ? figureReason({ before: before.view, after: after.view }, { before: a, after: b })
        : reasonOf(before.view, after.view, leg);
    changes.push({ what, from, to, leg, ...sides, reason });
  }
  return changes.sort((a, b) => places.indexOf(a.what) - places.indexOf(b.what) || moved(b) - moved(a));
}

/** What is owed first, then what may be lost, then what it is worth and made of. */
const places: readonly Input["what"][] = [
  "obligation",
  "guarantee",
  "repayment",
  "external-liability",
  "cash",
  "loan",
  "equity",
  "value",
  "stake",
  "revenue",
  "supply",
];

function moved({ before, after }: Change): number {
  return Math.abs((after?.point ?? 0) - (before?.point ?? 0));
}

/** One figure of the answers with the rows that it is the sum of, one a claim. */
interface Figure {
  readonly point: number | null;
  readonly rows: readonly Input[];
}

function inputsOf(stress: Stress): ReadonlyMap<string, Figure> {
  const found = new Map<string, Map<string, Input>>();
  for (const input of stress.answers.flatMap((answer) => answer.inputs)) {
    const key = [input.what, input.from, input.to ?? "", input.leg ?? ""].join("\n");
    const rows = found.get(key) ?? new Map<string, Input>();
    found.set(key, rows.set(input.claim ?? "", input));
  }
  return new Map(
    [...found].map(([key, byClaim]) => {
      const rows = [...byClaim.values()];
      return [key, { rows, point: rows.some(({ point }) => point === null) ? null : sum(rows.map(({ point }) => point!)) }];
    }),
  );
}

function sideOf(view: View, leg: string | null, figure: Figure | undefined): Side | null {
  if (figure === undefined) return null;
  const status = leg === null ? null : (view.legs.find((row) => row.leg.id === leg)?.status?.status ?? null);
  return { point: figure.point, status, claim: figure.rows[0].claim, source: figure.rows[0].source };
}

function figureReason(
  views: { readonly before: View; readonly after: View },
  { before, after }: { readonly before: Figure | undefined; readonly after: Figure | undefined },
): ChangeReason {
  if (before === undefined || after === undefined) {
    const [other, there] = before === undefined ? [views.before, after!] : [views.after, before];
    const seen = horizon(other.options);
    const known = visibleClaims(other.casebook, seen).filter((claim) => isValid(claim, seen));
    const ids = new Set(known.map(({ id }) => id));
    if (there.rows.some(({ claim }) => claim !== null && !ids.has(claim))) return "known";
    return there.rows[0].what === "external-liability" ? "window" : "part";
  }
  const [a, b] = [before, after].map(({ rows }) => rows.map(({ claim }) => claim ?? ""));
  if (before.rows[0].what === "external-liability" && a.some((id) => b.includes(id))) return "window";
  return a.join() === b.join() ? "window" : "claim";
}

function reasonOf(before: View, after: View, leg: string): ChangeReason {
  const [a, b] = [before, after].map((view) => view.legs.find((row) => row.leg.id === leg)!);
  const one = (verdicts: readonly Verdict[]): boolean => a.verdict !== b.verdict && [a, b].some((row) => verdicts.includes(row.verdict));
  if (one(["not-known", "not-valid"])) return "known";
  if (one(["part-of-counted", "counted-by-parts"])) return "composition";
  if (a.verdict !== b.verdict || a.status?.status !== b.status?.status) return "status";
  return a.chosen?.id !== b.chosen?.id || a.amount?.point !== b.amount?.point || a.amount?.high !== b.amount?.high ? "amount" : "window";
}
