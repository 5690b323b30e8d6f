import type { View } from "../record/view.ts";

/** The choices of a view as parameters of a result: every one, defaults included, with the chapters that were really counted. */
export function viewParams(view: View): Readonly<Record<string, unknown>> {
  const { validOn, knownOn, recordedOn, atLeast, minimumConfidence, policy, chapters, composition } = view.options;
  const counted = chapters ?? view.casebook.chapters;
  return { validOn, knownOn, recordedOn, atLeast, minimumConfidence, policy, chapters: counted, composition };
}
