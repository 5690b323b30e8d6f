import { leverText, shockText } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { scenariosOf } from "../scenarios.ts";

/** The scenarios that a casebook comes with, by what they are called and what they turn. */
export default function scenarios(book: OpenBook, _params: Record<string, never>) {
  const { stresses, simulations, assumptions, findings } = scenariosOf(book);
  const inputs = assumptions.flatMap((one) => (one.kind === "industry" ? [one.industry] : []));
  return {
    stresses: stresses.map(({ id, title, titleFr, shocks, inReport }) => ({
      id,
      title: { en: title, fr: titleFr },
      shocks: shocks.map(shockText),
      inReport,
    })),
    simulations: simulations.map(({ id, title, titleFr, levers, firms }) => ({
      id,
      title: { en: title, fr: titleFr },
      levers: levers.map(leverText),
      firms,
    })),
    inputs: [...new Set(inputs)],
    countries: [...new Set(book.casebook.entities.map(({ country }) => country))].filter((code) => code !== "").sort(),
    findings,
  };
}
