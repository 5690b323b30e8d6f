import type { OpenBook } from "../book.ts";
import { viewOf } from "../remember.ts";
import { type LoopsAsked, loopsOf } from "./loops.ts";

interface Params extends LoopsAsked {
  readonly id: string;
}

/** One loop: what it carries, or what ends it. Both null = the view has no such loop; its legs are then those that its id names. */
export default function loop(book: OpenBook, params: Params) {
  const { values, unit } = loopsOf(book, params);
  const found = values.loops.find((one) => one.id === params.id) ?? null;
  const dead = values.dead.find((one) => one.id === params.id) ?? null;
  const stated = book.casebook.loops.find((one) => one.id === params.id) ?? null;
  const legs = found?.legs ?? dead?.legs ?? stated?.legs ?? params.id.split(">");
  const known = new Set(viewOf(book, params.view).legs.map((row) => row.leg.id));
  return { unit, loop: found, dead, stated, legs: legs.filter((id) => known.has(id)), unknown: legs.filter((id) => !known.has(id)) };
}
