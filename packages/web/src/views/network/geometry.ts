import { type DrawnArrow, type DrawnNetwork, type Language, type Lens, type Tie, tieSize } from "keiretsu";
import { type Camera, growth, type Point, type Size, toScreen } from "../../state/camera.ts";
import { tieAmount } from "../../words/tie-amount.ts";
import { throughput } from "../../worker/network/throughput.ts";
import type { DrawnFirm } from "../../worker/questions/network.ts";

/** From ties, places and a camera to circles and arrows in pixels: arithmetic of the screen alone. */
export interface Stage {
  readonly camera: Camera;
  readonly size: Size;
  readonly firms: readonly DrawnFirm[];
  readonly ties: readonly Tie[];
  readonly positions: ReadonlyMap<string, Point>;
  readonly scale: { readonly tie: number; readonly firm: number };
  readonly nameOf: (firm: string) => string;
  readonly lens: Lens;
  readonly unit: string;
  readonly language: Language;
  /** How far pairs are moved aside, by the id of an arrow, as last found. */
  readonly asides: ReadonlyMap<string, number>;
}

const largestRadius = 42;
const leastRadius = 8;
export const widestArrow = 13;

/** Radius of a firm where one unit of the world is one pixel. */
function radiusOf(firm: DrawnFirm, scale: Stage["scale"]): number {
  const share = scale.firm === 0 ? 0 : Math.min(throughput(firm) / scale.firm, 1.2);
  return leastRadius + (largestRadius - leastRadius) * Math.sqrt(share);
}

export function drawingOf(stage: Stage): DrawnNetwork {
  const { camera, size, firms, ties, positions, scale } = stage;
  const grown = growth(camera.scale);
  const placed = firms.filter((firm) => positions.has(firm.id));
  const index = new Map(placed.map((firm, i) => [firm.id, i]));
  return {
    ...size,
    nodes: placed.map((firm) => ({
      id: firm.id,
      name: stage.nameOf(firm.id),
      centre: toScreen(camera, size, positions.get(firm.id)!),
      radius: radiusOf(firm, scale) * grown,
    })),
    arrows: ties
      .filter((tie) => index.has(tie.from) && index.has(tie.to))
      .map((tie) => ({
        id: tie.id,
        from: index.get(tie.from)!,
        to: index.get(tie.to)!,
        ...widthsOf(tie, scale.tie, grown),
        tone: tie.flow,
        firmness: tie.firmness,
        ...(stage.asides.has(tie.id) ? { aside: stage.asides.get(tie.id)! } : {}),
        words: tieSize(tie) === null ? "" : tieAmount(tie, stage, stage.language),
      })),
  };
}

function widthsOf(tie: Tie, most: number, grown: number): Pick<DrawnArrow, "core" | "width" | "open"> {
  const size = tieSize(tie);
  if (size === null || most === 0) return { core: 0, width: 0, open: false };
  const width = (amount: number): number => Math.max(1.2, widestArrow * Math.min(grown, 1.5) * (amount / most));
  return { core: tie.low === null ? 0 : width(tie.low), width: width(size), open: tie.high === null };
}
