import { isCountry } from "./countries.ts";
import { parseDate } from "../date.ts";
import type { Field } from "./field.ts";
import type { FindingCode } from "../finding-code.ts";
import { isLanguage } from "./languages.ts";
import {
  badAddress,
  badCountry,
  badCurrency,
  badDate,
  badId,
  badLanguage,
  badList,
  badNumber,
  badUnit,
  badWord,
  emptyCell,
} from "./table-codes.ts";
import { nearCurrency, unitKind } from "./units.ts";

/** What one cell says, or the code and words of what is wrong with it. */
export type CellReading =
  | { readonly value: unknown; readonly code?: undefined }
  | { readonly code: FindingCode; readonly words: Readonly<Record<string, string>> };

const ID = /^[a-z0-9](?:[a-z0-9.-]{0,118}[a-z0-9])?$/;

/** Read a cell by its column. Empty: null, or "" for text, or [] for lists. */
export function readCell(field: Field, text: string): CellReading {
  if (text === "") {
    if (field.required) return { code: emptyCell, words: { expected: field.name } };
    return { value: field.type.startsWith("list") ? [] : ["text", "url", "country", "language", "unit"].includes(field.type) ? "" : null };
  }
  const wrong = (code: FindingCode, words: Readonly<Record<string, string>> = {}): CellReading => ({
    code,
    words: { field: field.name, found: text, expected: "", ...words },
  });
  switch (field.type) {
    case "text":
      return text.trim() === "" && field.required ? wrong(emptyCell, { expected: field.name }) : { value: text };
    case "date": {
      const value = parseDate(text);
      return value === null ? wrong(badDate) : { value };
    }
    case "number": {
      const sound = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(text) && Number.isFinite(Number(text));
      if (!sound) return wrong(badNumber, unitWords(field.unit));
      // A length of time that is nothing or less would be divided by.
      if (field.unit === "years" && Number(text) <= 0) return wrong(badNumber, { expected: " above 0", expectedFr: " supérieur à 0" });
      return { value: Number(text) };
    }
    case "bool":
      if (text === "yes" || text === "true") return { value: true };
      return text === "no" || text === "false" ? { value: false } : wrong(badWord, { expected: "yes, no" });
    case "enum":
      return field.values.includes(text) ? { value: text } : wrong(badWord, { expected: field.values.join(", ") });
    case "url":
      return /^https?:\/\/[^\s<>"]+$/.test(text) ? { value: text } : wrong(badAddress);
    case "language":
      return isLanguage(text) ? { value: text } : wrong(badLanguage);
    case "country":
      return isCountry(text) ? { value: text } : wrong(badCountry);
    case "unit":
      return readUnit(text, wrong);
    default:
      return field.type.startsWith("list") ? readList(field, text, wrong) : ID.test(text) ? { value: text } : wrong(badId);
  }
}

/** " in years", as a sentence goes on; nothing where the column has no unit. */
export function unitWords(unit: string): { readonly expected: string; readonly expectedFr: string } {
  return unit === ""
    ? { expected: "", expectedFr: "" }
    : { expected: ` in ${unit}`, expectedFr: ` en ${unit === "years" ? "années" : unit}` };
}

type Wrong = (code: FindingCode, words?: Readonly<Record<string, string>>) => CellReading;

function readUnit(text: string, wrong: Wrong): CellReading {
  if (unitKind(text) !== null) return { value: text };
  const near = nearCurrency(text);
  if (near !== null && !/\s/.test(text)) return wrong(badCurrency, { expected: ` (${near}?)` });
  return /^[A-Z]{3}(?:\/|$)|\/[A-Z]{3}$/.test(text) ? wrong(badCurrency) : wrong(badUnit);
}

function readList(field: Field, text: string, wrong: Wrong): CellReading {
  const value = text.split("|").map((word) => word.trim());
  if (value.includes("")) return wrong(badList, { found: '""' });
  const twice = value.find((word, i) => value.indexOf(word) < i);
  if (twice !== undefined) return wrong(badList, { found: `"${twice}" × 2` });
  const bad = field.type === "list" ? undefined : value.find((word) => !ID.test(word));
  return bad === undefined ? { value } : wrong(badId);
}
