import { createEdgeCurveProgram, DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS, indexParallelEdgesIndex } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import { Sigma } from "sigma";
import type { Answer } from "../../worker/questions.ts";

/** From here on edges are hidden while the picture moves. */
const MANY = 3000;

/** Colours must be opaque: the renderer takes no short form with alpha. */
export interface Palette {
  readonly node: string;
  readonly edge: string;
  readonly ink: string;
}

/** A large network in WebGL. Parallel edges are bent apart; edges from and to one node keep their heads. */
export function drawLarge(container: HTMLElement, network: Answer<"edgeLayout">, palette: Palette): Sigma {
  const { names, from, to, amount, places, through } = network;
  const graph = new MultiDirectedGraph();
  const widest = through.reduce((a, b) => Math.max(a, b), 1);
  const most = amount.reduce((a, b) => (b > a ? b : a), 1);
  for (const [i, label] of names.entries())
    graph.addNode(i, { x: places[2 * i], y: places[2 * i + 1], size: 2 + 12 * Math.sqrt(through[i] / widest), label, color: palette.node });
  for (const [e, x] of amount.entries())
    graph.addEdgeWithKey(e, from[e], to[e], {
      size: Number.isNaN(x) ? 0.4 : 0.6 + 5 * Math.sqrt(x / most),
      color: palette.edge,
      type: "arrow",
    });
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "at", edgeMinIndexAttribute: "first", edgeMaxIndexAttribute: "last" });
  graph.forEachEdge((edge, { at, last }) => {
    if (typeof at !== "number") return;
    graph.mergeEdgeAttributes(edge, { type: "curved", curvature: 0.12 + 0.5 * (at / Math.max(Number(last) || 1, 1)) });
  });
  return new Sigma(graph, container, {
    defaultEdgeType: "arrow",
    edgeProgramClasses: {
      curved: createEdgeCurveProgram({
        ...DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS,
        arrowHead: { extremity: "target", lengthToThicknessRatio: 2.5, widenessToThicknessRatio: 2 },
      }),
    },
    hideEdgesOnMove: amount.length > MANY,
    hideLabelsOnMove: true,
    labelColor: { color: palette.ink },
    labelFont: "Liberation Sans, Arial, sans-serif",
    labelSize: 12,
    labelDensity: 0.6,
    labelRenderedSizeThreshold: 5,
    allowInvalidContainer: true,
  });
}
