import type { FindingCode } from "../finding-code.ts";

/** What can be wrong with the columns of a table and with one cell read by itself. */

export const unknownColumn: FindingCode = {
  code: "unknown-column",
  severity: "error",
  summary: 'The table {table} has no column "{found}"; the nearest is {expected}.',
  summaryFr: "La table {table} n’a pas de colonne « {found} » ; la plus proche est {expected}.",
  advice: "Correct the name or take the column out; docs/reference/casebook.md lists them all.",
  adviceFr: "Corrigez le nom ou retirez la colonne ; docs/reference/casebook.md les donne toutes.",
};

export const duplicateColumn: FindingCode = {
  code: "duplicate-column",
  severity: "error",
  summary: 'The column "{found}" is there twice.',
  summaryFr: "La colonne « {found} » apparaît deux fois.",
  advice: "Keep one of them.",
  adviceFr: "Gardez-en une.",
};

export const missingColumn: FindingCode = {
  code: "missing-column",
  severity: "error",
  summary: 'The table {table} needs a column "{expected}" and has none.',
  summaryFr: "La table {table} a besoin d’une colonne « {expected} » et n’en a pas.",
  advice: "Add the column.",
  adviceFr: "Ajoutez la colonne.",
};

export const emptyCell: FindingCode = {
  code: "empty-cell",
  severity: "error",
  summary: "{expected} is empty and every row needs it.",
  summaryFr: "{expected} est vide alors que chaque ligne en a besoin.",
  advice: "Fill the cell in; if nobody knows, the row does not belong here yet.",
  adviceFr: "Remplissez la cellule ; si personne ne sait, la ligne n’a pas encore sa place ici.",
};

export const badId: FindingCode = {
  code: "bad-id",
  severity: "error",
  summary: "{field} is no id, expected small letters, digits, hyphens and points, at most 120.",
  summaryFr: "{field} n’est pas un identifiant : lettres minuscules, chiffres, traits d’union et points, 120 au plus.",
  advice: "Write it like nvda-openai-2025-09.",
  adviceFr: "Écrivez-le comme nvda-openai-2025-09.",
};

export const badDate: FindingCode = {
  code: "bad-date",
  severity: "error",
  summary: "{field} is no date, expected YYYY, YYYY-MM or YYYY-MM-DD of a day that exists.",
  summaryFr: "{field} n’est pas une date : AAAA, AAAA-MM ou AAAA-MM-JJ d’un jour qui existe.",
  advice: "Write the date at the precision that the source gives.",
  adviceFr: "Écrivez la date à la précision que donne la source.",
};

export const badNumber: FindingCode = {
  code: "bad-number",
  severity: "error",
  summary: "{field} is no number{expected}.",
  summaryFr: "{field} n’est pas un nombre{expectedFr}.",
  advice: "Write a point and no grouping (1500.25), a range (50-60), a scale (4 bn), or give the claim the unit text.",
  adviceFr: "Écrivez un point et aucun groupement (1500.25), un intervalle (50-60), une échelle (4 Md), ou donnez l’unité text.",
};

export const otherCurrency: FindingCode = {
  code: "other-currency",
  severity: "error",
  summary: "The value names another currency than its unit {expected}.",
  summaryFr: "La valeur nomme une autre monnaie que son unité {expected}.",
  advice: "Give the claim the currency of the source; nothing is converted without a dated and sourced rate.",
  adviceFr: "Donnez à l’affirmation la monnaie de la source ; rien n’est converti sans un taux daté et sourcé.",
};

export const tooPrecise: FindingCode = {
  code: "too-precise",
  severity: "warning",
  summary: "The value has more decimals than {expected} has: it is not an exact sum of money.",
  summaryFr: "La valeur a plus de décimales que n’en a {expected} : ce n’est pas une somme exacte.",
  advice: "Give it in whole minor units, or make it a price (USD/share).",
  adviceFr: "Donnez-la en unités mineures entières, ou faites-en un prix (USD/share).",
};

export const notExact: FindingCode = {
  code: "not-exact",
  severity: "warning",
  summary: "The value has more minor units than can be held exactly (2^53): only its floating value is kept.",
  summaryFr: "La valeur a plus d’unités mineures que ce qui se garde exactement (2^53) : seule sa valeur flottante est gardée.",
  advice: "Check the zeros; few sums of money are above ninety trillion.",
  adviceFr: "Vérifiez les zéros ; peu de sommes dépassent quatre-vingt-dix mille milliards.",
};

export const badWord: FindingCode = {
  code: "bad-word",
  severity: "error",
  summary: '{field} is "{found}", expected one of {expected}.',
  summaryFr: "{field} vaut « {found} », attendu : {expected}.",
  advice: "Choose one of these words, or add it to the schema first.",
  adviceFr: "Choisissez un de ces mots, ou ajoutez-le d’abord au schéma.",
};

export const badAddress: FindingCode = {
  code: "bad-address",
  severity: "error",
  summary: "{field} is no web address, expected http:// or https:// and no space.",
  summaryFr: "{field} n’est pas une adresse web : http:// ou https:// et aucune espace.",
  advice: "Copy the address again, or leave the cell empty.",
  adviceFr: "Recopiez l’adresse, ou laissez la cellule vide.",
};

export const badLanguage: FindingCode = {
  code: "bad-language",
  severity: "error",
  summary: '"{found}" is no language code of ISO 639-1.',
  summaryFr: "« {found} » n’est pas un code de langue ISO 639-1.",
  advice: "Write two small letters: en, fr, ja.",
  adviceFr: "Écrivez deux lettres minuscules : en, fr, ja.",
};

export const badCountry: FindingCode = {
  code: "bad-country",
  severity: "error",
  summary: '"{found}" is no country code of ISO 3166-1 (nor EU).',
  summaryFr: "« {found} » n’est pas un code de pays ISO 3166-1 (ni EU).",
  advice: "Write two capitals: US, FR, JP, GB.",
  adviceFr: "Écrivez deux capitales : US, FR, JP, GB.",
};

export const badCurrency: FindingCode = {
  code: "bad-currency",
  severity: "error",
  summary: '"{found}" is no currency of ISO 4217{expected}.',
  summaryFr: "« {found} » n’est pas une monnaie ISO 4217{expected}.",
  advice: "Write the three capitals of the currency and the value in whole units.",
  adviceFr: "Écrivez les trois capitales de la monnaie et la valeur en unités entières.",
};

export const badUnit: FindingCode = {
  code: "bad-unit",
  severity: "error",
  summary: '"{found}" is no unit, expected a currency, a measure (%, count, GW) or one of each with a slash (USD/share).',
  summaryFr: "« {found} » n’est pas une unité : une monnaie, une mesure (%, count, GW) ou les deux avec une barre (USD/share).",
  advice: "Put scales such as billion into the value, not into the unit.",
  adviceFr: "Mettez les échelles (milliard) dans la valeur, non dans l’unité.",
};

export const badList: FindingCode = {
  code: "bad-list",
  severity: "error",
  summary: "{field} has {found}, expected different words separated by |.",
  summaryFr: "{field} contient {found}, des mots différents séparés par | sont attendus.",
  advice: "Take the doubled or empty word out.",
  adviceFr: "Retirez le mot vide ou répété.",
};
