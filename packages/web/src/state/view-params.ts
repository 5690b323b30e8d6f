import { type ProjectOptions, type ViewOptions, defaultProjectOptions, defaultViewOptions } from "keiretsu";

type Params = Readonly<Record<string, string>>;

/** The view that the parameters of the address ask for; what they leave out is the library's default. */
export function viewOptionsOf(params: Params): ViewOptions {
  return {
    ...defaultViewOptions,
    knownOn: params.known ?? null,
    validOn: params.valid ?? null,
    recordedOn: params.recorded ?? null,
    atLeast: (params["at-least"] as ViewOptions["atLeast"] | undefined) ?? defaultViewOptions.atLeast,
    minimumConfidence: (params.confidence as ViewOptions["minimumConfidence"] | undefined) ?? null,
    policy: (params.policy as ViewOptions["policy"] | undefined) ?? defaultViewOptions.policy,
    composition: (params.composition as ViewOptions["composition"] | undefined) ?? defaultViewOptions.composition,
    chapters: params.chapter?.split(",") ?? null,
  };
}

export function projectOptionsOf(params: Params): Omit<ProjectOptions, "amounts"> {
  return {
    perimeter: params.perimeter === "unit" ? "unit" : "parent",
    inKind: (params["in-kind"] ?? (defaultProjectOptions.inKind ? "yes" : "no")) === "yes",
    contingent: (params.contingent ?? (defaultProjectOptions.contingent ? "yes" : "no")) === "yes",
  };
}

/** Parameters that say how a casebook is seen; links between pages keep them. */
export const viewParameters: readonly string[] = [
  "book",
  "lang",
  "theme",
  "known",
  "valid",
  "recorded",
  "at-least",
  "confidence",
  "policy",
  "composition",
  "chapter",
  "perimeter",
  "in-kind",
  "contingent",
  "edits",
];

/** What holds where the address says nothing, as typed on the command line. */
export const fallbacks: Readonly<Record<string, string>> = {
  "at-least": defaultViewOptions.atLeast,
  policy: defaultViewOptions.policy,
  composition: defaultViewOptions.composition,
  perimeter: "parent",
  "in-kind": defaultProjectOptions.inKind ? "yes" : "no",
  contingent: defaultProjectOptions.contingent ? "yes" : "no",
  amounts: defaultProjectOptions.amounts,
  "max-length": "4",
};

/** A whole number of the address within its bounds, else what holds without it. */
export function wholeOf(params: Params, name: string, { least, most }: { readonly least: number; readonly most: number }): number {
  const asked = Number(params[name]);
  return Number.isInteger(asked) && asked >= least && asked <= most ? asked : Number(fallbacks[name]);
}
