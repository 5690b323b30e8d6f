import { output, parameter } from "./fields.ts";
import type { Field, Output } from "./model.ts";

/** What the models with stocks and flows share: spending by period, shares, and the periods that an answer lists. */

export const GOVERNMENT: Field = {
  name: "government",
  kind: "numbers",
  required: true,
  fallback: null,
  unit: "money",
  description: { en: "Spending of each period", fr: "Dépense de chaque période" },
};

export function share(name: string, en: string, fr: string): Field {
  return parameter(name, null, en, fr, { required: true, unit: "share", min: 0, max: 1 });
}

export function coefficient(name: string, en: string, fr: string): Field {
  return parameter(name, null, en, fr, { required: true });
}

export const CONSUMPTION_FIELDS: readonly Field[] = [
  share("theta", "Tax rate", "Taux d’imposition"),
  share("alpha1", "Part of income that is consumed", "Part du revenu consommée"),
  share("alpha2", "Part of wealth that is consumed", "Part du patrimoine consommée"),
];

export const PERIOD_OUTPUTS: readonly Output[] = [
  output("rows", "money", "The first five periods and the last", "Les cinq premières périodes et la dernière"),
  output("rowPeriods", "", "Their numbers, from 1", "Leurs numéros, à partir de 1"),
  output("flows", "money", "Transactions of the last period, entity by entity", "Transactions de la dernière période, entité par entité"),
  output("balances", "money", "Balance sheets at the end", "Bilans à la fin"),
];

const FIRST_PERIODS = 5;

/** The first five periods and the last, with their numbers. */
export function listed<T>(rows: readonly T[]): { readonly rows: readonly T[]; readonly rowPeriods: readonly number[] } {
  const kept = [...rows.keys()].filter((t) => t < FIRST_PERIODS || t === rows.length - 1);
  return { rows: kept.map((t) => rows[t]), rowPeriods: kept.map((t) => t + 1) };
}
