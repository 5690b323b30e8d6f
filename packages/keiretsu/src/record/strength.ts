import type { Claim, Confidence, Source, Status } from "./casebook.ts";

/** Two orders of evidence: how firm a status is, and how strong a source is. */
export const statuses: readonly Status[] = [
  "rumoured",
  "letter-of-intent",
  "announced",
  "definitive",
  "partly-performed",
  "closed",
  "lapsed",
  "denied",
];

/** From the strongest to the weakest. */
export const confidences: readonly Confidence[] = ["filing", "official", "primary", "press", "article", "secondary", "compilation", "weak"];

/** 0 for rumoured to 5 for closed; -1 for lapsed and denied, which end a leg. */
export function statusRank(status: Status): number {
  return status === "lapsed" || status === "denied" ? -1 : statuses.indexOf(status);
}

/** 0 for the strongest (a filing) to 7 for the weakest. */
export function confidenceRank(confidence: Confidence): number {
  return confidences.indexOf(confidence);
}

/** How strong a source is by its kind, for rows that carry no confidence of their own (turns of a status). */
export function sourceConfidence(source: Source | undefined): Confidence {
  return source === undefined ? "weak" : (confidenceOfKind[source.kind] ?? "secondary");
}

const confidenceOfKind: Readonly<Record<string, Confidence>> = {
  filing: "filing",
  official: "official",
  "press-release": "primary",
  press: "press",
  article: "article",
  cited: "secondary",
  paper: "secondary",
  report: "secondary",
  dataset: "secondary",
  encyclopedia: "secondary",
  essay: "secondary",
  "book-extract": "secondary",
  compilation: "compilation",
  blog: "weak",
  forum: "weak",
};

/** Where a statement comes from: the source that its source cites, else the source that the page relays, else the page itself. */
export function originOf(claim: Pick<Claim, "origin" | "source">, sourceById: ReadonlyMap<string, Source>): string {
  let id = claim.origin ?? claim.source;
  const met = new Set<string>();
  for (;;) {
    const next = sourceById.get(id)?.origin ?? null;
    if (next === null || met.has(id)) return id;
    met.add(id);
    id = next;
  }
}
