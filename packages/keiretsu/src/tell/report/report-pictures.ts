import type { Loop } from "../../panel/loops.ts";
import type { Language } from "../language.ts";
import { entityNames } from "../names.ts";
import { type BarsScene, pictureBars } from "../pictures/picture-bars.ts";
import { pictureLoop } from "../pictures/picture-loop.ts";
import { pictureNetwork } from "../pictures/picture-network.ts";
import { pictureTimeline } from "../pictures/picture-timeline.ts";
import type { ReportMaterial } from "./report-material.ts";
import { type PictureSet, pictureSet } from "../pictures/picture-set.ts";
import { likenessScene, spreadScene, vendorScene } from "../pictures/scene-bars.ts";
import { loopScene } from "../pictures/scene-loop.ts";
import { networkScene } from "../pictures/scene-network.ts";
import { saysMost } from "../pictures/scene-stress.ts";
import { timelineScene } from "../pictures/scene-timeline.ts";
import { type StressPictures, stressPictures } from "../stress-pictures.ts";
import { type RunChart, simulationCharts } from "../simulation-charts.ts";
import type { PictureOptions } from "../pictures/svg.ts";

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

export function reportPictures(material: ReportMaterial, language: Language): ReportPictures {
  const three = (draw: (options: PictureOptions) => string): PictureSet => pictureSet(draw, language);
  const name = entityNames(material.casebook, language);
  const network = networkScene(material.view, language);
  const spread = spreadScene(material.spread.values, language);
  const vendors = vendorScene(material.circularity.values.vendorFinanced, name, language);
  const timeline = material.story === null ? null : timelineScene(material.casebook, material.story, language);
  const likeness = webScene(material, language);
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
      return most === null ? null : stressPictures({ stress: values, answer: most, unit, name }, language);
    }),
    runs: runCharts(material, name, language),
    loops: shownLoops(material).map((loop) => ({
      loop,
      svg: pictureLoop(loopScene(material.view, loop, language), { width: loopWidth, language }),
    })),
  };
}

/** Without the fan of cash, which the sources and uses of cash tell better. */
function runCharts(material: ReportMaterial, nameOf: (id: string) => string, language: Language): readonly RunChart[] {
  if (material.runs.length === 0) return [];
  const runs = material.runs.map(({ values, unit }) => ({ simulation: values, unit, name: nameOf }));
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

/** The web of the view beside groups of the past; null where there is none. */
function webScene({ likeness }: ReportMaterial, language: Language): BarsScene | null {
  const web = likeness.values.groups.find((one) => one.web);
  return web === undefined ? null : likenessScene(web, language);
}
