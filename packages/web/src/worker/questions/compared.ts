import { circularity, hindsight, likenessOf, networkScene, pictureNetwork, type PictureOptions, view } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { namesOf } from "../names.ts";
import { remember } from "../remember.ts";
import { scenariosOf } from "../scenarios.ts";

/** Paths behind the borrowers that a lender keeps alive: enough for a comparison, quick in a browser. */
const DRAWS = 60;

/** A casebook as it stands beside others: the figures of the panel over all that it records, its web, how a run of its past ends beside what was reported. */
export default function compared(book: OpenBook, picture: PictureOptions) {
  const { casebook } = book;
  const seen = remember(book, "view of all", null, () => view(casebook));
  const panel = remember(book, "circularity of all", null, () => circularity(seen));
  const scene = networkScene(seen, picture.language);
  const nameOf = namesOf(book, picture.language);
  const past = remember(book, "hindsight", null, () => {
    const scenario = scenariosOf(book).simulations.find(({ id }) => id === "base");
    if (scenario === undefined) return null;
    const { values, unit } = hindsight(view(casebook), scenario, { draws: DRAWS });
    const { endings, reported, quarters } = values;
    return {
      title: { en: values.scenario.title, fr: values.scenario.titleFr },
      unit,
      quarters: [quarters[0], quarters.at(-1)!] as const,
      endings: endings.map(({ entity, outcome, failedIn }) => ({ entity, outcome, failedIn })),
      reported,
    };
  });
  const { gross, setOff, reciprocal, netFloor, shares, finnIndex, hodge, vendorFinanced, loopCount, loops, coverage } = panel.values;
  return {
    id: book.id,
    title: { en: casebook.title, fr: casebook.titleFr || casebook.title },
    unit: panel.unit,
    figures: {
      gross,
      setOff,
      reciprocal,
      netFloor,
      shares,
      finnIndex,
      incoherence: hodge.incoherence,
      loopCount,
      coverage,
      largest: loops[0]?.capacity ?? null,
      seller: vendorFinanced[0] ?? null,
    },
    svg: scene.edges.every(({ amount }) => (amount.high ?? amount.low ?? 0) === 0) ? null : pictureNetwork(scene, picture),
    groups: remember(book, "likeness", null, () => likenessOf(seen)).values.groups,
    past,
    names: Object.fromEntries(casebook.entities.map(({ id }) => [id, nameOf(id)])),
  };
}
