import type { Loop } from "../../panel/loops.ts";
import type { Choice } from "../../panel/spread.ts";
import { flowClass } from "../../record/instrument.ts";
import type { Language } from "../language.ts";
import { inLanguage, listing, speak } from "../language.ts";
import { formatShare } from "../money.ts";
import { type BarsScene, pictureBars } from "../pictures/picture-bars.ts";
import { pictureLoop, type LoopScene } from "../pictures/picture-loop.ts";
import { pictureNetwork } from "../pictures/picture-network.ts";
import { pictureTimeline } from "../pictures/picture-timeline.ts";
import type { ReportMaterial } from "./report-material.ts";
import { choiceNames, feminine, valueNames, words } from "./report-words.ts";
import { type PictureSet, pictureSet } from "../pictures/picture-set.ts";
import { firmnessOf, networkScene } from "../pictures/scene-network.ts";
import { saysMost } from "../pictures/scene-stress.ts";
import { dimensionNames } from "../structure-words.ts";
import { type StressPictures, stressPictures } from "../stress-pictures.ts";
import { type RunChart, simulationCharts } from "../simulation-charts.ts";
import type { PictureOptions } from "../pictures/svg.ts";
import { instrumentNames, statusNames } from "../vocabulary.ts";

/** The pictures of a report by name, each in three widths. */
export interface ReportPictures {
  readonly network: PictureSet | null;
  readonly spread: PictureSet | null;
  readonly vendors: PictureSet | null;
  readonly timeline: PictureSet | null;
  readonly likeness: PictureSet | null;
  /** Of each stress, in its order: those of the answer that says most; null where none has a loss. */
  readonly stresses: readonly (StressPictures | null)[];
  /** Of the run over time, by name; empty without one. */
  readonly runs: readonly RunChart[];
  /** By loop id, in the order of the report; one width serves all. */
  readonly loops: readonly { readonly loop: Loop; readonly svg: string }[];
}

const loopWidth = 340;
const loopsShown = 8;

const messages = {
  axisSpread: {
    en: "Share of gross flow that can be struck off along loops",
    fr: "Part du flux brut compensable le long de boucles",
  },
  keySpread: {
    en: "dot: one value of the choice; upright line: the choice of this page",
    fr: "point : une valeur du choix ; trait droit : le choix de cette page",
  },
  axisVendors: { en: "Share of the seller’s recorded revenue", fr: "Part des recettes recensées du vendeur" },
  keyVendors: {
    en: "bar: what its own funding paid if money is mixed evenly; whisker: proved, whatever the mix and the unknown amounts",
    fr: "barre : ce que son financement a payé à mélange égal ; moustache : prouvé, quels que soient le mélange et les montants inconnus",
  },
  likeness: { en: "Like a keiretsu, dimension by dimension", fr: "Semblable à un keiretsu, dimension par dimension" },
  axisLikeness: { en: "Part of a whole", fr: "Part d’un tout" },
  keyLikeness: {
    en: "bar: measured; whisker: known or judged between these bounds",
    fr: "barre : mesuré ; moustache : connu ou jugé entre ces bornes",
  },
  none: { en: "no flow in any of them", fr: "aucun flux dans aucun d’eux" },
} as const;

export function reportPictures(material: ReportMaterial, language: Language): ReportPictures {
  const three = (draw: (options: PictureOptions) => string): PictureSet => pictureSet(draw, language);
  const network = networkScene(material.view, language);
  const spread = spreadScene(material, language);
  const vendors = vendorScene(material, language);
  const timeline = timelineScene(material, language);
  const likeness = likenessScene(material, language);
  return {
    network: network.edges.some((edge) => (edge.amount.high ?? edge.amount.low ?? 0) > 0)
      ? three((options) => pictureNetwork(network, options))
      : null,
    spread: spread.rows.some((row) => row.strong) ? three((options) => pictureBars(spread, options)) : null,
    vendors: vendors.rows.length > 0 ? three((options) => pictureBars(vendors, options)) : null,
    timeline: timeline ? three((options) => pictureTimeline(timeline, options)) : null,
    likeness: likeness === null ? null : three((options) => pictureBars(likeness, options)),
    stresses: material.stresses.map(({ values, unit }) => {
      const most = saysMost(values);
      return most === null ? null : stressPictures({ stress: values, answer: most, unit, name: (id) => firmName(material, id) }, language);
    }),
    runs: runCharts(material, language),
    loops: shownLoops(material).map((loop) => ({
      loop,
      svg: pictureLoop(loopScene(material, loop, language), { width: loopWidth, language }),
    })),
  };
}

/** Without the fan of cash, which the sources and uses of cash tell better. */
function runCharts(material: ReportMaterial, language: Language): readonly RunChart[] {
  if (material.runs.length === 0) return [];
  const runs = material.runs.map(({ values, unit }) => ({ simulation: values, unit, name: (id: string) => firmName(material, id) }));
  return simulationCharts(runs, language).filter(({ name }) => name !== "fan-cash");
}

/**
 * The loops that can carry most, one of each way from firm to firm; where these are few, stated loops whose return is no recorded deal and
 * loops of unknown amount after them.
 */
function shownLoops(material: ReportMaterial): readonly Loop[] {
  const { loops } = material.loops.values;
  const met = new Set<string>();
  const ways = loops.filter((loop) => {
    const way = loop.nodes.join(" ");
    if (loop.half || met.has(way)) return false;
    met.add(way);
    return true;
  });
  const [known, unknown] = [ways.filter((loop) => loop.capacity.high !== null), ways.filter((loop) => loop.capacity.high === null)];
  return [...known, ...loops.filter((loop) => loop.half), ...unknown].slice(0, loopsShown);
}

/** Sellers whose own money comes home, or may. */
export function shownVendors(material: ReportMaterial): ReportMaterial["circularity"]["values"]["vendorFinanced"] {
  return material.circularity.values.vendorFinanced.filter((row) => (row.share ?? 0) > 0 || (row.upper ?? 0) > 0).slice(0, 10);
}

export function loopTitle(material: ReportMaterial, loop: Loop, language: Language): string {
  if (loop.title !== null) return inLanguage(loop.title, loop.titleFr ?? "", language).text;
  return [...loop.nodes, loop.nodes[0]].map((node) => firmName(material, node)).join(" → ");
}

function firmName(material: ReportMaterial, id: string): string {
  return material.casebook.entities.find((entity) => entity.id === id)?.name ?? id;
}

function loopScene(material: ReportMaterial, loop: Loop, language: Language): LoopScene {
  const rows = new Map(material.view.legs.map((row) => [row.leg.id, row]));
  return {
    title: loopTitle(material, loop, language),
    unit: material.casebook.currency,
    capacity: loop.capacity,
    open: loop.open,
    half: loop.half,
    ...(loop.half && loop.nodes.length > 1 ? { far: firmName(material, loop.nodes[1]) } : {}),
    steps: loop.legs.map((id, k) => {
      const row = rows.get(id)!;
      const status = row.status === null ? "" : `, ${statusNames[row.status.status][language]}`;
      return {
        firm: firmName(material, loop.nodes[k]),
        amount:
          row.amount?.unit === material.casebook.currency ? { low: row.amount.low, high: row.amount.high } : { low: null, high: null },
        words: `${instrumentNames[row.leg.instrument][language]}${status}`,
        flow: flowClass(row.leg.instrument),
        firmness: firmnessOf(row),
      };
    }),
  };
}

function spreadScene(material: ReportMaterial, language: Language): BarsScene {
  const t = speak(messages, language);
  const { choices } = material.spread.values;
  return {
    title: words.spread[language],
    axis: t.axisSpread,
    key: t.keySpread,
    rows: choices
      .filter((choice) => choice.low !== null)
      .map((choice) => ({
        name: choiceNames[choice.choice][language],
        value: choice.rows.find((row) => row.base)?.figures.setOffShare ?? null,
        low: choice.low,
        high: choice.high,
        dots: choice.rows.flatMap((row) => row.figures.setOffShare ?? []),
        words: formatShare({ low: choice.low, high: choice.high }, language),
        strong: choice.swing > 0,
      })),
  };
}

function vendorScene(material: ReportMaterial, language: Language): BarsScene {
  const t = speak(messages, language);
  return {
    title: words.vendors[language],
    axis: t.axisVendors,
    key: t.keyVendors,
    rows: shownVendors(material).map((row) => ({
      name: firmName(material, row.seller),
      value: row.share,
      low: row.lower,
      high: row.upper,
      words: `${formatShare(row.share, language)} (${formatShare({ low: row.lower, high: row.upper }, language)})`,
    })),
  };
}

/** The web of the view beside groups of the past; null where there is none. */
function likenessScene({ likeness }: ReportMaterial, language: Language): BarsScene | null {
  const web = likeness.values.groups.find((one) => one.web);
  if (web === undefined) return null;
  const t = speak(messages, language);
  return {
    title: t.likeness,
    axis: t.axisLikeness,
    key: t.keyLikeness,
    rows: web.traits.map(({ dimension, low, high }) => ({
      name: dimensionNames[dimension][language],
      value: low === high ? low : null,
      low: low === high ? null : low,
      high: low === high ? null : high,
      words: formatShare({ low, high }, language),
    })),
  };
}

/** Turns of one day are one mark: the first that gives the belief of that day, and the words of all. */
function timelineScene(material: ReportMaterial, language: Language): Parameters<typeof pictureTimeline>[0] | null {
  const { story, casebook } = material;
  if (story === null || story.turns.length < 2) return null;
  const leg = casebook.legs.find((one) => one.id === story.leg)!;
  return {
    title: inLanguage(leg.title, leg.titleFr, language).text,
    turns: story.turns.map((turn) => ({
      knownOn: turn.knownOn,
      said: turn.status,
      believed: turn.belief.status ?? turn.status,
      text: inLanguage(turn.text, turn.textFr, language).text || statusNames[turn.status][language],
    })),
  };
}

/** The values of a choice that give the lowest and the highest verdict, in words. */
export function extremes(
  material: ReportMaterial,
  language: Language,
): { readonly choice: string; readonly low: string; readonly high: string; readonly lowShare: number; readonly highShare: number } | null {
  const { choices, movesMost } = material.spread.values;
  const choice = choices.find((one) => one.choice === movesMost);
  if (!choice || choice.low === null || choice.high === null) return null;
  const named = (share: number): string =>
    listing(
      choice.rows.filter((row) => row.figures.setOffShare === share).map((row) => `« ${valueName(row.value, language, choice.choice)} »`),
      language,
    )
      .replaceAll("« ", language === "fr" ? "«\u00a0" : "“")
      .replaceAll(" »", language === "fr" ? "\u00a0»" : "”");
  return {
    choice: choiceNames[choice.choice][language],
    low: named(choice.low),
    high: named(choice.high),
    lowShare: choice.low,
    highShare: choice.high,
  };
}

/** In French the words agree with what is counted: des garanties comptées. */
export function valueName(value: string, language: Language, choice: Choice): string {
  if (choice === "contingent" && value in feminine) return feminine[value][language];
  return valueNames[value]?.[language] ?? value;
}
