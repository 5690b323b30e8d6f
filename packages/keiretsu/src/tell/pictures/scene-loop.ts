import type { Loop } from "../../panel/loops.ts";
import { flowClass } from "../../record/instrument.ts";
import type { View } from "../../record/view.ts";
import { inLanguage, type Language } from "../language.ts";
import { entityNames } from "../names.ts";
import { instrumentNames, statusNames } from "../vocabulary.ts";
import type { LoopScene } from "./picture-loop.ts";
import { firmnessOf } from "../../record/standing.ts";

/** The title that sources give a loop, else its way from firm to firm. */
export function loopTitle(loop: Loop, nameOf: (id: string) => string, language: Language): string {
  if (loop.title !== null) return inLanguage(loop.title, loop.titleFr ?? "", language).text;
  return [...loop.nodes, loop.nodes[0]].map(nameOf).join(" → ");
}

/** A loop as the view sees its legs. */
export function loopScene({ casebook, legs }: View, loop: Loop, language: Language): LoopScene {
  const rows = new Map(legs.map((row) => [row.leg.id, row]));
  const nameOf = entityNames(casebook, language);
  return {
    title: loopTitle(loop, nameOf, language),
    unit: casebook.currency,
    capacity: loop.capacity,
    open: loop.open,
    half: loop.half,
    ...(loop.half && loop.nodes.length > 1 ? { far: nameOf(loop.nodes[1]) } : {}),
    steps: loop.legs.map((id, k) => {
      const row = rows.get(id)!;
      const status = row.status === null ? "" : `, ${statusNames[row.status.status][language]}`;
      return {
        firm: nameOf(loop.nodes[k]),
        amount: row.amount?.unit === casebook.currency ? { low: row.amount.low, high: row.amount.high } : { low: null, high: null },
        words: `${instrumentNames[row.leg.instrument][language]}${status}`,
        flow: flowClass(row.leg.instrument),
        firmness: firmnessOf(row),
      };
    }),
  };
}
