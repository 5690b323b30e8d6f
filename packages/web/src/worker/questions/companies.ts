import { firmsMoney } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Projected, viewOf } from "../remember.ts";
import { circularityOf } from "./headline.ts";

/** The firms of the counted legs with what they receive and pay, and how much of what they sell their own funding may have paid; then the other entities. */
export default function companies(book: OpenBook, { view, project }: Projected) {
  const money = firmsMoney(viewOf(book, view), project);
  const financed = new Map(circularityOf(book, { view, project }).values.vendorFinanced.map((one) => [one.seller, one]));
  const met = new Set(money.map(({ firm }) => firm));
  const entities = new Map(book.casebook.entities.map((entity) => [entity.id, entity]));
  const about = (id: string) => ({ kind: entities.get(id)?.kind ?? "", country: entities.get(id)?.country ?? "" });
  return {
    unit: book.casebook.currency,
    firms: money.map((one) => {
      const vendor = financed.get(one.firm);
      return {
        ...one,
        ...about(one.firm),
        financed: vendor === undefined ? null : { share: vendor.share, low: vendor.lower, high: vendor.upper, legs: vendor.legs },
      };
    }),
    others: book.casebook.entities.filter(({ id }) => !met.has(id)).map(({ id }) => ({ firm: id, ...about(id) })),
  };
}
