import type { Ending, HolderLoss, ModelAnswer, StressModel, Through } from "../panel/stress/answer.ts";
import type { Language, Text } from "./language.ts";
import { formatAmount, formatNumber } from "./money.ts";
import { endsOf } from "./stress-words.ts";

/** The words of one answer: who loses between which ends, who fails how and in which wave. */

/** What a holder loses in the run where least and in that where most is lost. */
export function lossWithin({ entity, loss }: HolderLoss, least: Ending): { readonly low: number; readonly high: number } {
  const low = least.holders.find((row) => row.entity === entity)?.loss ?? 0;
  return { low: Math.min(low, loss), high: Math.max(low, loss) };
}

/** Whether a loss of worth falls on holders outside the book: no stake in the book explains it. */
export function outsideHolders({ model }: ModelAnswer, { by }: HolderLoss): boolean {
  return model === "elliott-golub-jackson" && by.length === 0;
}

export function holderName(answer: ModelAnswer, holder: HolderLoss, name: (id: string) => string, language: Language): string {
  const held = name(holder.entity);
  if (!outsideHolders(answer, holder)) return held;
  return language === "fr" ? `autres porteurs (${held})` : `other holders (${held})`;
}

/** What comes through each firm, all its legs together. */
export function byFirm(by: readonly Through[]): readonly Through[] {
  return [...new Set(by.map(({ from }) => from))].map((from) => {
    const through = by.filter((one) => one.from === from);
    return { from, loss: through.reduce((total, one) => total + one.loss, 0), legs: [...new Set(through.flatMap(({ legs }) => legs))] };
  });
}

const failing: Readonly<Record<StressModel, Text>> = {
  "eisenberg-noe": { en: "cannot pay all it owes", fr: "ne peut payer tout ce qu’elle doit" },
  "rogers-veraart": { en: "cannot pay all it owes", fr: "ne peut payer tout ce qu’elle doit" },
  debtrank: { en: "its equity is gone", fr: "ses fonds propres ont disparu" },
  "threshold-cascade": { en: "fails", fr: "fait défaut" },
  "elliott-golub-jackson": { en: "falls", fr: "tombe" },
  esri: { en: "makes nothing", fr: "ne produit plus rien" },
};

/** What failing means in a model. */
export function failureWords(model: StressModel, language: Language): string {
  return failing[model][language];
}

/** When a firm fails that does not fail where least is lost. */
export function onlyAtMost(model: StressModel, language: Language): string {
  if (model === "esri") return language === "fr" ? "seulement selon la lecture haute des besoins" : "only at the high reading of needs";
  return language === "fr" ? "seulement si sa réserve est mince" : "only if its buffer is thin";
}

/** How many firms are drawn in, wave by wave: "wave 1: 1 to 3, wave 2: 0 to 1"; empty where nobody is. */
export function wavesWords(answer: ModelAnswer, language: Language): string {
  const ends = endsOf(answer);
  if (ends === null) return "";
  const last = Math.max(0, ...[ends.least, ends.most].flatMap(({ failures }) => failures.map(({ wave }) => wave)));
  return Array.from({ length: last }, (_, k) => {
    const [few, many] = [failuresIn(ends.least, k + 1), failuresIn(ends.most, k + 1)].sort((a, b) => a - b);
    const [low, high] = [few, many].map((x) => formatNumber(x, language));
    if (language === "fr") return `vague\u00a0${k + 1}\u00a0: ${few === many ? low : `de\u00a0${low}\u00a0à\u00a0${high}`}`;
    return `wave\u00a0${k + 1}: ${few === many ? low : `${low}\u00a0to\u00a0${high}`}`;
  }).join(", ");
}

function failuresIn({ failures }: Ending, wave: number): number {
  return failures.filter((row) => row.wave === wave).length;
}

/** What more is lost only because all expect it, in models with more than one solution; null where there is nothing. */
export function beliefWords({ byBelief }: Ending, unit: string): Text | null {
  if ((byBelief ?? 0) === 0) return null;
  return {
    en: `${formatAmount(byBelief, unit, "en")} more are lost only if all expect it.`,
    fr: `${formatAmount(byBelief, unit, "fr")} de plus sont perdus seulement si tous s’y attendent.`,
  };
}
