import type { Finding, Place } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import type { DayRange } from "../date.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";

const knownBeforePublished: FindingCode = {
  code: "known-before-published",
  severity: "error",
  summary: "Known on {found}, yet its source {source} came out on {expected}.",
  summaryFr: "Connu le {found}, alors que sa source {source} est parue le {expected}.",
  advice: "Correct known_on; if the source tells of an earlier public announcement, say basis = announced.",
  adviceFr: "Corrigez known_on ; si la source rapporte une annonce publique antérieure, indiquez basis = announced.",
};

const announcedAfterPublished: FindingCode = {
  code: "announced-after-published",
  severity: "error",
  summary: "Announced on {found}, after its source {source} came out on {expected}.",
  summaryFr: "Annoncé le {found}, après la parution de sa source {source} le {expected}.",
  advice: "Correct known_on, or name the source that told of it.",
  adviceFr: "Corrigez known_on, ou nommez la source qui l’a rapporté.",
};

const recordedBeforeKnown: FindingCode = {
  code: "recorded-before-known",
  severity: "error",
  summary: "Recorded on {found}, before it could be known on {expected}.",
  summaryFr: "Saisi le {found}, avant de pouvoir être connu le {expected}.",
  advice: "Correct recorded_on or known_on.",
  adviceFr: "Corrigez recorded_on ou known_on.",
};

interface Dated {
  readonly place: Place;
  readonly source: string;
  readonly knownOn: DayRange | null;
  readonly recordedOn: DayRange | null;
  readonly basis: "published" | "announced";
}

/** Nobody knows a statement before it is public, nor writes it down before it is known. Partial dates are given the benefit of the doubt. */
function knowledgeOrder(casebook: Casebook): Finding[] {
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const findings: Finding[] = [];
  const say = (code: FindingCode, row: Dated, property: string, words: Readonly<Record<string, string>>): void => {
    findings.push(makeFinding(code, { place: placeOf(row, property), excerpt: words.found }, words));
  };
  for (const row of [...casebook.claims, ...casebook.status] as readonly Dated[]) {
    const { knownOn, recordedOn } = row;
    const published = sources.get(row.source)?.publishedOn ?? null;
    if (knownOn === null) continue;
    const dates = { found: knownOn.text, expected: published?.text ?? "", source: row.source };
    if (published !== null && row.basis === "published" && knownOn.lastDay < published.firstDay)
      say(knownBeforePublished, row, "knownOn", dates);
    if (published !== null && row.basis === "announced" && knownOn.firstDay > published.lastDay)
      say(announcedAfterPublished, row, "knownOn", dates);
    if (recordedOn !== null && recordedOn.lastDay < knownOn.firstDay)
      say(recordedBeforeKnown, row, "recordedOn", { found: recordedOn.text, expected: knownOn.text });
  }
  return findings;
}

export const knowledgeOrderRule: Rule = {
  codes: [knownBeforePublished, announcedAfterPublished, recordedBeforeKnown],
  check: knowledgeOrder,
};
