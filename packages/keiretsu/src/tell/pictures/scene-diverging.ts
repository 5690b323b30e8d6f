import type { Counterparties, MoneySum } from "../../panel/counterparties.ts";
import { flowClasses } from "../../record/instrument.ts";
import { counterpartyWords } from "../counterparty-words.ts";
import { type Language, speak } from "../language.ts";
import { formatAmount, formatNumber } from "../money.ts";
import { flowNames } from "../vocabulary.ts";
import type { DivergingScene, DivergingSide } from "./picture-diverging.ts";

const SHOWN = 14;

/** Sources and uses of a firm's money: what each counterparty pays it and is paid by it. */
export function divergingScene(
  { counterparties }: Counterparties,
  told: { readonly firm: string; readonly unit: string; readonly nameOf: (id: string) => string },
  language: Language,
): DivergingScene {
  const t = speak(counterpartyWords, language);
  const shown = counterparties.slice(0, SHOWN);
  const met = new Set(shown.flatMap(({ paysIt, paidByIt }) => [...paysIt, ...paidByIt].map(({ flow }) => flow)));
  return {
    title: t.title(told.firm),
    out: t.paid,
    in: t.received,
    key: t.key,
    level: (value) => formatAmount(value, told.unit, language),
    tones: flowClasses.filter((flow) => met.has(flow)).map((flow) => ({ tone: flow, words: flowNames[flow][language] })),
    rows: shown.map(({ firm, paysIt, paidByIt }) => ({
      name: told.nameOf(firm),
      words: [
        ...(paysIt.length > 0 ? [t.paysIt(moneyText(paysIt, told.unit, language))] : []),
        ...(paidByIt.length > 0 ? [t.isPaid(moneyText(paidByIt, told.unit, language))] : []),
      ].join(", "),
      in: sideOf(paysIt),
      out: sideOf(paidByIt),
    })),
  };
}

/** Sums of several kinds of flow as one amount, with how many of its legs have none: "at least 30 bn USD, 1 leg unknown". */
export function moneyText(sums: readonly MoneySum[], unit: string, language: Language): string {
  const { low, high } = boundsOf(sums);
  const unknown = sums.reduce((total, { withoutAmount }) => total + withoutAmount.length, 0);
  const known = sums.some(({ amount }) => amount.point !== null);
  const bounds =
    known && !(low === 0 && high === null)
      ? formatAmount({ low, high }, unit, language)
      : formatAmount(known ? pointOf(sums) : null, unit, language);
  return unknown === 0 || !known ? bounds : `${bounds}${counterpartyWords.unknown[language](formatNumber(unknown, language), unknown)}`;
}

function sideOf(sums: readonly MoneySum[]): DivergingSide {
  return {
    parts: sums.flatMap(({ flow, amount }) => (amount.point === null ? [] : [{ tone: flow, value: amount.point }])),
    ...boundsOf(sums),
    unknown: sums.some(({ withoutAmount }) => withoutAmount.length > 0),
  };
}

function boundsOf(sums: readonly MoneySum[]): { readonly low: number; readonly high: number | null } {
  return {
    low: sums.reduce((total, { amount }) => total + (amount.low ?? 0), 0),
    high: sums.some(({ amount }) => amount.high === null) ? null : sums.reduce((total, { amount }) => total + amount.high!, 0),
  };
}

function pointOf(sums: readonly MoneySum[]): number {
  return sums.reduce((total, { amount }) => total + (amount.point ?? 0), 0);
}
