/**
 * A number as people write it: plain, scientific, grouped by spaces, scaled ("4 bn", "4,5 Md"), a range ("50-60", "4 à 5 milliards"),
 * or words that give bounds ("tens of billions", "plusieurs dizaines de milliards"). Decimal text goes in and out, so nothing is rounded.
 */
export interface Numeral {
  /** Plain decimal text without exponent, or null for a bound that the words do not give. Equal to `high` for a single number. */
  readonly low: string | null;
  readonly high: string | null;
  /** What the words say of it: "up-to", "at-least", "about", "several" or "". */
  readonly hedge: string;
  /** ISO 4217 code of a currency named in the text, or null. */
  readonly currency: string | null;
}

const LONGEST = 100;

/** null when the text is no number. "1,500" is refused: one reader's thousands are another's decimals. */
export function readNumeral(text: string): Numeral | null {
  if (text.length > LONGEST) return null;
  const plain = decimalText(text.trim());
  if (plain !== null) return { low: plain, high: plain, hedge: "", currency: null };
  const { rest: unhedged, hedge } = takeHedge(text.trim().toLowerCase().replaceAll("’", "'"));
  const { rest: counted, currency } = takeCurrency(unhedged);
  const rest = counted.replace(/^(?:an?|one|une?)\s+(?=\S)/, "1 ").replace(/^mille milliards$/, "1 mille milliards");
  const bounds = readWords(rest) ?? readRange(rest) ?? readScaled(rest);
  if (bounds === null) return null;
  return { ...bounds, hedge: bounds.low === bounds.high ? hedge : hedge || "about", currency };
}

const HEDGES: readonly (readonly [hedge: string, words: RegExp])[] = [
  ["up-to", /^(?:up to|as much as|at most|jusqu'à|au plus|au maximum)\s+/],
  ["at-least", /^(?:at least|more than|over|au moins|plus de|plus d')\s*/],
  ["about", /^(?:about|around|some|nearly|almost|roughly|approximately|environ|près de|quelque|presque|autour de|~|≈)\s*/],
];

function takeHedge(text: string): { rest: string; hedge: string } {
  for (const [hedge, words] of HEDGES) if (words.test(text)) return { rest: text.replace(words, ""), hedge };
  return { rest: text, hedge: "" };
}

const CURRENCY_WORDS: readonly (readonly [currency: string, words: RegExp])[] = [
  ["USD", /(?:us)?\$|\busd\b|\b(?:us )?dollars?(?: américains?)?\b/],
  ["EUR", /€|\beur\b|\beuros?\b/],
  ["GBP", /£|\bgbp\b|\bpounds?(?: sterling)?\b/],
  ["JPY", /¥|\bjpy\b|\byens?\b/],
];

function takeCurrency(text: string): { rest: string; currency: string | null } {
  for (const [currency, words] of CURRENCY_WORDS)
    if (words.test(text)) {
      const rest = text.replace(words, " ").replace(/\s+/g, " ").trim();
      return { rest: rest.replace(/\s+(?:of|de|d')$/, ""), currency };
    }
  return { rest: text, currency: null };
}

/** Powers of ten. "billion" is the English one, 10^9, in French text too: the French word for 10^12 is too rare in the press to be meant. */
const SCALES: readonly (readonly [zeros: number, words: RegExp])[] = [
  [12, /^(?:trillions?|tn|thousands? billions?|thousands? of billions|milliers? de milliards|mille milliards)$/],
  [9, /^(?:billions?|bns?|milliards?|mds?|mrds?)$/],
  [6, /^(?:millions?|mn|mio|m)$/],
  [3, /^(?:thousands?|k|mille|milliers?)$/],
];

function zerosOf(word: string): number | null {
  if (word === "") return 0;
  for (const [zeros, words] of SCALES) if (words.test(word)) return zeros;
  return null;
}

/** What a vague count gives: one of its kind from below, the next kind from above. */
const VAGUE: readonly (readonly [low: number, high: number, words: RegExp])[] = [
  [2, 10, /^(?:several|a few|few|quelques|plusieurs)$/],
  [10, 100, /^(?:(?:several|plusieurs|des|quelques)\s+)?(?:tens|dizaines)$/],
  [12, 100, /^(?:(?:several|plusieurs|des|quelques)\s+)?(?:dozens|douzaines)$/],
  [100, 1000, /^(?:(?:several|plusieurs|des|quelques)\s+)?(?:hundreds|centaines)$/],
  [1000, 10000, /^(?:(?:several|plusieurs|des|quelques)\s+)?(?:thousands|milliers)$/],
];

/** "tens of billions": from ten billions up to a hundred. */
function readWords(text: string): { low: string; high: string } | null {
  const match = /^(.+?)(?:\s+(?:of\s+|de\s+|d')?(\S+))?$/.exec(text);
  if (match === null) return null;
  for (const [count, scale] of [
    [text, ""],
    [match[1], match[2] ?? ""],
  ])
    for (const [low, high, words] of VAGUE) {
      const zeros = zerosOf(scale);
      if (zeros !== null && words.test(count)) return { low: shift(String(low), zeros), high: shift(String(high), zeros) };
    }
  return null;
}

/** "50-60", "4 to 5 million", "entre 4 et 5 milliards": the scale at the end holds for both. */
function readRange(text: string): { low: string; high: string } | null {
  const match = /^(?:between |from |entre |de )?([\d.,\s]+?)\s*(?:-|–|—|to|and|à|et|\.\.)\s*([\d.,\s]+?)\s*([^\d\s.,][^\d.,]*)?$/u.exec(
    text,
  );
  const zeros = match === null ? null : zerosOf((match[3] ?? "").trim());
  if (match === null || zeros === null) return null;
  const low = decimalText(match[1]) ?? frenchDecimal(match[1]);
  const high = decimalText(match[2]) ?? frenchDecimal(match[2]);
  if (low === null || high === null || Number(low) > Number(high)) return null;
  return { low: shift(low, zeros), high: shift(high, zeros) };
}

function readScaled(text: string): { low: string; high: string } | null {
  const match = /^(-?[\d.,\s]*\d)\s*([^\d\s.,][^\d.,]*)?$/u.exec(text);
  const zeros = match === null ? null : zerosOf((match[2] ?? "").trim());
  if (match === null || zeros === null) return null;
  const number = decimalText(match[1]) ?? frenchDecimal(match[1]);
  if (number === null) return null;
  const shifted = shift(number, zeros);
  return { low: shifted, high: shifted };
}

/** "4,5" is four and a half unless three digits follow the comma, which may be thousands. */
function frenchDecimal(text: string): string | null {
  return /^-?[\d\s]+,(?:\d{1,2}|\d{4,})$/.test(text) ? decimalText(text.replace(",", ".")) : null;
}

/** Plain decimal text without exponent, sign kept, zeros at either end dropped; null when the text is no plain number. */
function decimalText(text: string): string | null {
  const match = /^([+-]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const digits = `${match[2].replaceAll(/\D/g, "")}.${match[3] ?? ""}`;
  const shifted = shift(digits, Number(match[4] ?? 0));
  return match[1] === "-" && /[1-9]/.test(shifted) ? `-${shifted}` : shifted;
}

/** Move the decimal point `zeros` places to the right (left when negative). */
function shift(number: string, zeros: number): string {
  const sign = number.startsWith("-") ? "-" : "";
  const [whole, fraction = ""] = number.replace("-", "").split(".");
  const digits = whole + fraction;
  const point = whole.length + zeros;
  const left = point <= 0 ? "0" : digits.slice(0, point).padEnd(point, "0");
  const right = point <= 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const trimmed = right.replace(/0+$/, "");
  return `${sign}${left.replace(/^0+(?=\d)/, "")}${trimmed === "" ? "" : `.${trimmed}`}`;
}
