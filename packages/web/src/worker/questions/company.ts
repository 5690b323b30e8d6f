import { counterparties, KeiretsuError } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Projected, viewOf } from "../remember.ts";

interface Params extends Projected {
  readonly id: string;
}

/** Who a firm is, and its sources and uses of money. Throws `unknown-subject`. */
export default function company(book: OpenBook, { view, project, id }: Params) {
  const { entities, deals, legs, currency } = book.casebook;
  const entity = entities.find((one) => one.id === id);
  if (entity === undefined) throw new KeiretsuError("unknown-subject", `"${id}" is no entity of the casebook`);
  const money = counterparties(viewOf(book, view), { ...project, of: id });
  const own = new Set([id, ...entities.filter(({ parent }) => parent === id).map((unit) => unit.id)]);
  const mine = new Set(legs.filter((leg) => own.has(leg.from) || own.has(leg.to) || own.has(leg.issuer ?? "")).map((leg) => leg.deal));
  const { name, kind, country, roles, aliases, identifiers, parent, note, noteFr, source } = entity;
  return {
    entity: { id, name, kind, country, roles, aliases, identifiers, parent, note, noteFr, source },
    units: [...own].filter((one) => one !== id),
    unit: currency,
    money,
    deals: deals.filter((deal) => mine.has(deal.id)).map((deal) => deal.id),
  };
}
