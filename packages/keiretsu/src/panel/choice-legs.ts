import { compareText } from "../finding.ts";
import type { Casebook } from "../record/casebook.ts";
import { defaultProjectOptions, project, type ProjectOptions } from "../record/project.ts";
import { view, type ViewOptions } from "../record/view.ts";
import type { Choice } from "./spread.ts";

interface Choices {
  readonly view: Partial<ViewOptions>;
  readonly project: Partial<ProjectOptions>;
}

/** The legs that count in a view, with an amount or without, or under one choice of the spread changed. Sorted. Throws what `view` throws. */
export function choiceLegs(
  casebook: Casebook,
  base: Choices,
  changed: { readonly choice: Choice; readonly value: string } | null = null,
): readonly string[] {
  const changes: Choices = changed === null ? { view: {}, project: {} } : choiceChanges(changed.choice, changed.value);
  const seen = view(casebook, { ...base.view, ...changes.view });
  const { legs, zero } = project(seen, { ...defaultProjectOptions, ...base.project, ...changes.project });
  return [...legs, ...zero].map((row) => row.leg.id).sort(compareText);
}

/** The value of a choice, as typed on the command line, as options. */
export function choiceChanges(choice: Choice, value: string): Choices {
  const none = { view: {}, project: {} };
  switch (choice) {
    case "at-least":
      return { ...none, view: { atLeast: value as ViewOptions["atLeast"] } };
    case "known":
      return value === "now" ? none : { ...none, view: { knownOn: value } };
    case "policy":
      return { ...none, view: { policy: value as ViewOptions["policy"] } };
    case "composition":
      return { ...none, view: { composition: value as ViewOptions["composition"] } };
    case "perimeter":
      return { ...none, project: { perimeter: value as ProjectOptions["perimeter"] } };
    case "in-kind":
      return { ...none, project: { inKind: value === "yes" } };
    case "contingent":
      return { ...none, project: { contingent: value === "yes" } };
    case "amounts":
      return { ...none, project: { amounts: value as ProjectOptions["amounts"] } };
    case "max-length":
    default:
      return none;
  }
}
