import { compareText, type Finding } from "../../finding.ts";
import type { Casebook, Deal } from "../casebook.ts";
import { type FindingCode, makeFinding } from "../finding-code.ts";
import { fold } from "../fold.ts";
import { nearest } from "../nearest.ts";
import { placeOf } from "../read/places.ts";
import type { Rule } from "./rule.ts";
import { groupBy } from "./sums.ts";

const chapterWithoutDeals: FindingCode = {
  code: "chapter-without-deals",
  severity: "warning",
  summary: 'The headline sums the chapter "{found}" and no deal is of that chapter; the deals have {expected}.',
  summaryFr: "La synthèse somme le chapitre « {found} » et aucun accord n’en est ; les accords ont {expected}.",
  advice: "Correct keiretsu.chapters in datapackage.json, or the chapter of the deals.",
  adviceFr: "Corrigez keiretsu.chapters dans datapackage.json, ou le chapitre des accords.",
};

const chapterNearAnother: FindingCode = {
  code: "chapter-near-another",
  severity: "warning",
  summary:
    'The chapter "{found}" is in no headline and is written much like "{expected}": the deal {deal} stays out of every headline sum.',
  summaryFr:
    "Le chapitre « {found} » n’est pas de la synthèse et s’écrit presque comme « {expected} » : l’accord {deal} reste hors de toute somme de la synthèse.",
  advice: "Write one name the same way everywhere; a chapter apart deserves a name apart.",
  adviceFr: "Écrivez le même nom partout de la même façon ; un chapitre à part mérite un nom à part.",
};

/** Shorter names differ by a letter on purpose: "a" and "b". */
const SHORTEST_MISSPELT = 5;

/** A chapter that nobody is in sums to nothing in silence, and a deal whose chapter is misspelt is in no headline. Cost O(deals + chapters^2). */
function chapters(casebook: Casebook): Finding[] {
  const findings: Finding[] = [];
  const used = groupBy(casebook.deals, (deal: Deal) => deal.chapter);
  const names = new Set(used.map(([chapter]) => chapter));
  for (const chapter of casebook.chapters)
    if (!names.has(chapter)) {
      const where = { place: { file: "datapackage.json", line: 1, column: 1 }, excerpt: chapter };
      findings.push(
        makeFinding(chapterWithoutDeals, where, { found: chapter, expected: [...names].sort(compareText).join(", ") || "none" }),
      );
    }
  const headline = new Set(casebook.chapters);
  for (const [chapter, deals] of used) {
    if (headline.has(chapter)) continue;
    const expected = alike(chapter, casebook.chapters);
    if (expected === null) continue;
    for (const deal of deals) {
      const where = { place: placeOf(deal, "chapter"), excerpt: `${deal.id}: ${chapter}` };
      findings.push(makeFinding(chapterNearAnother, where, { found: chapter, expected, deal: deal.id }));
    }
  }
  return findings;
}

/** The headline chapter that differs by case, accents or a slip of a letter or two. */
function alike(chapter: string, headline: readonly string[]): string | null {
  const same = headline.find((name) => fold(name) === fold(chapter));
  if (same !== undefined) return same;
  return chapter.length < SHORTEST_MISSPELT ? null : nearest(chapter, headline);
}

export const chaptersRule: Rule = { codes: [chapterWithoutDeals, chapterNearAnother], check: chapters };
