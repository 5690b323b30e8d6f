import { createEdgeCurveProgram, DEFAULT_EDGE_CURVE_PROGRAM_OPTIONS } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import { Sigma } from "sigma";
import type { Answer } from "../../worker/questions.ts";

/** From here on edges are hidden while the picture moves. */
const MANY = 3000;
/** Edges added before the page may do something else. */
const SLICE = 500;

/** Colours must be opaque: the renderer takes no short form with alpha. */
export interface Palette {
  readonly node: string;
  readonly edge: string;
  readonly ink: string;
}

/**
 * A large network in WebGL: the nodes at once, then the edges slice by slice, the largest first, so that the page goes on answering its reader. Resolves
 * when every edge is drawn; the signal takes all of it away.
 */
export async function drawLarge(
  container: HTMLElement,
  network: Answer<"edgeLayout">,
  palette: Palette,
  signal: AbortSignal,
): Promise<void> {
  const { names, from, to, amount, bend, places, through } = network;
  const graph = new MultiDirectedGraph();
  const sigma = new Sigma(graph, container, {
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
  // Its own way reads a pixel back, for which the page waits until the graphics card has drawn everything, at each move of the pointer.
  Object.assign(sigma, { getNodeAtPosition: (at: Point) => nodeAt(sigma, at) });
  signal.addEventListener("abort", () => sigma.kill());
  await pause();
  if (signal.aborted) return;
  const widest = through.reduce((a, b) => Math.max(a, b), 1);
  for (const [i, label] of names.entries())
    graph.addNode(i, { x: places[2 * i], y: places[2 * i + 1], size: 2 + 12 * Math.sqrt(through[i] / widest), label, color: palette.node });
  const most = amount.reduce((a, b) => (b > a ? b : a), 1);
  for (const [e, x] of amount.entries()) {
    if (e % SLICE === 0) await pause();
    if (signal.aborted) return;
    graph.addEdgeWithKey(e, from[e], to[e], {
      size: Number.isNaN(x) ? 0.4 : 0.6 + 5 * Math.sqrt(x / most),
      color: palette.edge,
      ...(bend[e] === 0 ? { type: "arrow" } : { type: "curved", curvature: bend[e] }),
    });
  }
}

/** Lets the page do what else is waiting. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The node that is drawn last at a point of the screen. */
function nodeAt(sigma: Sigma, { x, y }: Point): string | null {
  const here = sigma.viewportToFramedGraph({ x, y });
  const beside = sigma.viewportToFramedGraph({ x: x + 1, y });
  const pixel = Math.hypot(beside.x - here.x, beside.y - here.y);
  let found: string | null = null;
  sigma.getGraph().forEachNode((node) => {
    const shown = sigma.getNodeDisplayData(node);
    if (shown && Math.hypot(shown.x - here.x, shown.y - here.y) < sigma.scaleSize(shown.size) * pixel) found = node;
  });
  return found;
}
