import { formatAmount, formatNumber, formatShare, type Language, type Range, type Spoken } from "keiretsu";
import type { recordWords } from "../../words/record.ts";

/** The figures that a proposal is held against, as the server computes them. */
export interface Headline {
  readonly unit: string;
  readonly gross: Range;
  readonly setOff: Range;
  readonly setOffShare: Range;
  readonly finnIndex: Range;
  readonly loops: number;
  readonly firms: number;
  readonly legs: number;
  readonly vendorFinanced: readonly {
    readonly seller: string;
    readonly share: number | null;
    readonly lower: number;
    readonly upper: number;
  }[];
}

export interface Move {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** The figures that read otherwise afterwards, by their point or by their bounds. */
export function headlineMoves(
  before: Headline,
  after: Headline,
  said: { readonly words: Spoken<typeof recordWords>; readonly language: Language; readonly nameOf: (seller: string) => string },
): readonly Move[] {
  const { words, language, nameOf } = said;
  const money = ({ unit }: Headline, range: Range): string => ranged(range, (value) => formatAmount(value, unit, language));
  const share = (range: Range): string => ranged(range, (value) => formatShare(value, language));
  const number = (value: number): string => formatNumber(value, language);
  const financed = ({ vendorFinanced }: Headline, seller: string): string => {
    const row = vendorFinanced.find((one) => one.seller === seller);
    return row === undefined ? "–" : share({ low: row.lower, point: row.share, high: row.upper });
  };
  const sellers = [...new Set([...before.vendorFinanced, ...after.vendorFinanced].map(({ seller }) => seller))];
  const rows: readonly (readonly [title: string, figure: (one: Headline) => string])[] = [
    [words.gross, (one) => money(one, one.gross)],
    [words.setOff, (one) => money(one, one.setOff)],
    [words.share, (one) => share(one.setOffShare)],
    [words.finn, (one) => share(one.finnIndex)],
    [words.loops, (one) => number(one.loops)],
    [words.legs, (one) => number(one.legs)],
    [words.firms, (one) => number(one.firms)],
    ...sellers.map((seller) => [words.financed(nameOf(seller)), (one: Headline) => financed(one, seller)] as const),
  ];
  return rows.map(([title, figure]) => ({ title, before: figure(before), after: figure(after) })).filter((row) => row.before !== row.after);
}

/** "222.7 bn USD (180 to 260 bn USD)"; bounds that say nothing more than the point are left out. */
function ranged(
  { low, point, high }: Range,
  format: (value: number | null | { low: number | null; high: number | null }) => string,
): string {
  const bounds = format({ low, high });
  if (point === null) return bounds;
  return bounds === format(point) ? bounds : `${format(point)} (${bounds})`;
}
