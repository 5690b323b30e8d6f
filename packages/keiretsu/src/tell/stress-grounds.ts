import type { Missing } from "../panel/stress/inputs.ts";
import type { Replaced, Rescued } from "../panel/stress/replaced.ts";
import { assumptionKey } from "../panel/stress/scenario.ts";
import type { Stress } from "../panel/stress/stress.ts";
import type { Language, Text } from "./language.ts";
import { formatAmount, formatDate, formatShare } from "./money.ts";
import { assumptionWords, missingWords, ownAssumption, shockWords } from "./stress-words.ts";

/** What a stress asks and what its answers rest on, in words: the supposition, what is assumed, what is missing. */

export interface Naming {
  readonly name: (id: string) => string;
  readonly unit: string;
}

/** Answers with what they rest on: of a stress, or of a ranking. */
export interface Rested {
  readonly answers: readonly Pick<Stress["answers"][number], "state" | "inputs" | "missing" | "assumptions">[];
  readonly scenario: Pick<Stress["scenario"], "assumptions">;
}

/** The shocks as one sentence, with when what is owed falls due. */
export function supposed({ scenario, window }: Stress, name: (id: string) => string, language: Language): string {
  const shocks = shocksWords(scenario.shocks, name, language);
  const [from, to] = [formatDate(window.from, language), formatDate(window.to, language)];
  return language === "fr" ? `On suppose : ${shocks}. Échéances du ${from} au ${to}.` : `Supposed: ${shocks}. Due from ${from} to ${to}.`;
}

function shocksWords(shocks: Stress["scenario"]["shocks"], name: (id: string) => string, language: Language): string {
  return shocks.map((shock) => shockWords(shock, name, language)).join(language === "fr" ? " ; " : "; ");
}

/** The title of the scenario, or its shocks where it has none. */
export function stressTitle({ scenario }: Stress, name: (id: string) => string, language: Language): string {
  return scenario[language === "fr" ? "titleFr" : "title"] || shocksWords(scenario.shocks, name, language);
}

/** What the answers assume: what always is, then what the scenario says with its reason. */
export function assumptionLines(
  { answers, scenario }: Pick<Rested, "answers" | "scenario">,
  naming: Naming,
  language: Language,
): readonly string[] {
  const keys = [...new Set(answers.flatMap((answer) => (answer.state === "answered" ? answer.assumptions : [])))].sort();
  const own = scenario.assumptions.filter((one) => keys.includes(assumptionKey(one)));
  return [
    ...keys.filter((key) => !own.some((one) => assumptionKey(one) === key)).map((key) => assumptionWords(key, language)),
    ...own.map((one) => ownAssumption(one, naming, language)),
  ];
}

/** What the answers lack, by what it is and why; `who` holds legs and entities. What a model lacks that no shock touches would not change its answer. */
export function missingGroups({ answers }: Pick<Rested, "answers">): readonly MissingGroup[] {
  const groups = new Map<string, { readonly what: Missing["what"]; readonly reason: Missing["reason"]; readonly who: Set<string> }>();
  for (const answer of answers.filter(({ state }) => state !== "untouched"))
    for (const { what, reason, leg, entity } of answer.missing) {
      const key = `${what} ${reason}`;
      const group = groups.get(key) ?? { what, reason, who: new Set<string>() };
      if ((leg ?? entity) !== "") group.who.add(leg ?? entity);
      groups.set(key, group);
    }
  return [...groups.values()].map(({ what, reason, who }) => ({ what, reason, who: [...who] }));
}

export interface MissingGroup {
  readonly what: Missing["what"];
  readonly reason: Missing["reason"];
  readonly who: readonly string[];
}

export function missingTitle({ what, reason }: Pick<Missing, "what" | "reason">, language: Language): string {
  return `${missingWords.what[what][language]} (${missingWords.reason[reason][language]})`;
}

/** Whether others can step in for who fails, and what a public hand would pay. */
export function rescueSentences({ replaced, rescued }: Pick<Stress, "replaced" | "rescued">, unit: string): readonly Text[] {
  return [...(replaced === null ? [] : [replacedWords(replaced, unit)]), ...(rescued === null ? [] : [rescuedWords(rescued, unit)])];
}

function rescuedWords({ cost, avoided }: Rescued, unit: string): Text {
  return {
    en: `A public hand that pays in their stead pays ${formatAmount(cost, unit, "en")}, and ${formatAmount(avoided, unit, "en")} are not lost.`,
    fr: `Une main publique qui paie à leur place paie ${formatAmount(cost, unit, "fr")}, et ${formatAmount(avoided, unit, "fr")} ne sont pas perdus.`,
  };
}

function replacedWords({ below, threshold, lossWithout }: Replaced, unit: string): Text {
  const words = (language: Language): readonly [string, string, string] => [
    formatShare(below, language),
    formatAmount(lossWithout, unit, language),
    threshold === null ? "" : formatShare(threshold, language),
  ];
  const [en, fr] = [words("en"), words("fr")];
  if (threshold === null)
    return {
      en: `Even if others replaced all of it, the loss would not fall below ${en[0]} of ${en[1]}.`,
      fr: `Même remplacée en entier, la perte ne tomberait pas sous ${fr[0]} de ${fr[1]}.`,
    };
  return {
    en: `The loss of ${en[1]} falls below ${en[0]} of itself once others replace ${en[2]} of what is not paid.`,
    fr: `La perte de ${fr[1]} tombe sous ${fr[0]} d’elle-même dès que d’autres remplacent ${fr[2]} de ce qui n’est pas payé.`,
  };
}
