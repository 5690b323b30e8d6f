import { circularity, type ProjectOptions, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly view: ViewOptions;
  readonly project: Omit<ProjectOptions, "amounts">;
}

/** The figures of the panel that a what-if is compared by, and the legs that they rest on. */
export default function figures({ casebook }: OpenBook, params: Params) {
  const seen = view(casebook, params.view);
  const { unit, values } = circularity(seen, params.project);
  const { gross, setOff, shares, netFloor, finnIndex, loopCount, coverage } = values;
  return {
    unit,
    gross: gross.point,
    setOff: setOff.point,
    share: shares.setOff.point,
    netFloor: netFloor.point,
    finn: finnIndex.point,
    loops: loopCount,
    legs: coverage.legs,
    withAmount: coverage.legsWithAmount,
    counted: seen.legs.flatMap(({ leg, verdict }) => (verdict === "counted" ? [leg.id] : [])),
    loopLegs: [...new Set(values.loops.flatMap(({ legs }) => legs))],
  };
}
