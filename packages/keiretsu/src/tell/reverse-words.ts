import type { Reverse } from "../panel/stress/reverse.ts";
import type { RayAnswer } from "../panel/stress/reverse-rays.ts";
import { type Language, listing, type Text } from "./language.ts";
import { missingTitle } from "./stress-grounds.ts";
import { assumptionWords, missingWords } from "./stress-words.ts";

/** What `reverse` rests on, in words. */

export const rayReadings: Readonly<Record<RayAnswer["reading"], Text>> = {
  thin: { en: "unknown equity next to nothing", fr: "fonds propres inconnus presque nuls" },
  ample: { en: "unknown equity beyond any loss", fr: "fonds propres inconnus au-delà de toute perte" },
  stated: { en: "what is stated", fr: "ce qui est affirmé" },
  high: { en: "needs at their high reading", fr: "besoins dans leur lecture haute" },
};

/** What a row of the inputs is. */
export function inputWords({ what }: Pick<Reverse["inputs"][number], "what">, language: Language): string {
  return missingWords.what[what][language];
}

export function reverseAssumptions({ assumptions }: Reverse, language: Language): readonly string[] {
  return assumptions.map((key) => assumptionWords(key, language));
}

/** What is missing, by what it is and why, with whose it is. */
export function reverseMissing({ missing }: Reverse, name: (id: string) => string, language: Language): readonly string[] {
  const groups = new Map<string, { readonly title: string; readonly who: Set<string> }>();
  for (const row of missing) {
    const title = missingTitle(row, language);
    const group = groups.get(title) ?? { title, who: new Set<string>() };
    if ((row.leg ?? row.entity) !== "") group.who.add(row.leg ?? name(row.entity));
    groups.set(title, group);
  }
  const colon = language === "fr" ? " : " : ": ";
  return [...groups.values()].map(({ title, who }) => (who.size === 0 ? title : `${title}${colon}${listing([...who], language)}`));
}
