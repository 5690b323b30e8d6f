import type { Claim } from "../record/casebook.ts";
import { parseDate } from "../record/date.ts";
import { statusNames } from "../record/names.ts";
import type { Language } from "./language.ts";
import { formatDate, formatStated } from "./money.ts";

const booleans = { true: { en: "yes", fr: "oui" }, false: { en: "no", fr: "non" } } as const;

/**
 * What a claim gives, for a reader: its amount as hedged, else names, a date, a status, yes or no; else the words of the cell, which are English.
 */
export function claimValue(
  claim: Pick<Claim, "value" | "unit" | "amount">,
  language: Language,
  nameOf: (id: string) => string,
): { readonly text: string; readonly language: Language } {
  const { value, unit, amount } = claim;
  if (amount) return { text: formatStated(amount, language), language };
  if (unit === "date" && parseDate(value) !== null) return { text: formatDate(value, language, "short"), language };
  if (unit === "entity") return { text: value.split("|").map(nameOf).join(", "), language };
  if (unit === "status" && Object.hasOwn(statusNames, value))
    return { text: statusNames[value as keyof typeof statusNames][language], language };
  if (unit === "bool" && (value === "true" || value === "false")) return { text: booleans[value][language], language };
  return { text: value.replaceAll("|", ", "), language: /\p{L}/u.test(value) ? "en" : language };
}
