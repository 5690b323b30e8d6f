import type { Status } from "../../record/casebook.ts";
import type { Verdict, View } from "../../record/view.ts";
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

/** Why an input is another. Of a leg, in the order asked; of a firm's figure: claim. */
type ChangeReason =
  /** Known on one side only. */
  | "known"
  /** Counted alone on one side and with a whole, or by its parts, on the other. */
  | "composition"
  | "status"
  | "amount"
  /** None of these: the window lies elsewhere. */
  | "window"
  /** Another claim, or none, gives the figure. */
  | "claim";

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
    const one = (a ?? b)!;
    changes.push({
      what: one.what,
      from: one.from,
      to: one.to,
      leg: one.leg,
      before: sideOf(before.view, one, a),
      after: sideOf(after.view, one, b),
      reason: one.leg === null ? "claim" : reasonOf(before.view, after.view, one.leg),
    });
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

function inputsOf(stress: Stress): ReadonlyMap<string, Input> {
  const found = new Map<string, Input>();
  for (const answer of stress.answers)
    for (const input of answer.inputs) found.set([input.what, input.from, input.to ?? "", input.leg ?? ""].join("\n"), input);
  return found;
}

function sideOf(view: View, one: Input, input: Input | undefined): Side | null {
  if (input === undefined) return null;
  const status = one.leg === null ? null : (view.legs.find((row) => row.leg.id === one.leg)?.status?.status ?? null);
  return { point: input.point, status, claim: input.claim, source: input.source };
}

function reasonOf(before: View, after: View, leg: string): ChangeReason {
  const [a, b] = [before, after].map((view) => view.legs.find((row) => row.leg.id === leg)!);
  const one = (verdicts: readonly Verdict[]): boolean => a.verdict !== b.verdict && [a, b].some((row) => verdicts.includes(row.verdict));
  if (one(["not-known", "not-valid"])) return "known";
  if (one(["part-of-counted", "counted-by-parts"])) return "composition";
  if (a.verdict !== b.verdict || a.status?.status !== b.status?.status) return "status";
  return a.chosen?.id !== b.chosen?.id || a.amount?.point !== b.amount?.point || a.amount?.high !== b.amount?.high ? "amount" : "window";
}
