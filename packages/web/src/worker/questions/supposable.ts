import { type Amount, rowsOf, type Status, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

export interface SupposableLeg {
  readonly id: string;
  readonly deal: string;
  readonly from: string;
  readonly to: string;
  readonly status: Status | null;
  readonly amount: Amount | null;
  readonly unit: string;
  readonly startsOn: string;
  readonly years: string;
  /** Its row, to be written anew. */
  readonly cells: Readonly<Record<string, string>>;
}

/** What a what-if can change: the legs as they stand, and the last day on which anything on record turned. */
export default function supposable({ casebook, files }: OpenBook, params: { readonly view: ViewOptions }) {
  const paths = new Set(casebook.legs.map(({ place }) => place.file));
  const rows = new Map(
    files
      .filter(({ path }) => paths.has(path))
      .flatMap(({ text }) => rowsOf(text).rows)
      .map(({ key, cells }) => [key, cells]),
  );
  const legs = view(casebook, params.view).legs.map(({ leg, status, amount, chosen }): SupposableLeg => {
    const cells = rows.get(leg.id) ?? {};
    return {
      id: leg.id,
      deal: leg.deal,
      from: leg.from,
      to: leg.to,
      status: status?.status ?? null,
      amount,
      unit: chosen?.unit ?? casebook.currency,
      startsOn: cells.starts_on ?? "",
      years: cells.term_years ?? "",
      cells,
    };
  });
  const lastTurn = casebook.status.reduce((last, { validOn }) => (validOn.text > last ? validOn.text : last), "");
  return { legs, lastTurn };
}
