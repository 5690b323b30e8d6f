import { compareText } from "../../finding.ts";
import type { Firmness } from "../../record/standing.ts";
import { type Arc, arcBetween, drawArrow, samples } from "./arrow.ts";
import { speak } from "../language.ts";
import { layout } from "./layout.ts";
import { legend } from "./legend.ts";
import { type Bounds, formatAmount } from "../money.ts";
import { amountLabel, type Circle, drawName, headPoints, inked, nameLabel } from "./network-labels.ts";
import type { Box } from "./place.ts";
import { element, picture, type PictureOptions, plate, textBlock } from "./svg.ts";

/** Who pays whom: a circle is a firm, its area what passes through it; an arrow runs from payer to payee, its width is the amount. */
export interface NetworkScene {
  readonly unit: string;
  readonly nodes: readonly { readonly id: string; readonly name: string }[];
  readonly edges: readonly NetworkEdge[];
  readonly title: string;
}

export interface NetworkEdge {
  /** Node ids; A pays B. */
  readonly from: string;
  readonly to: string;
  readonly amount: Bounds;
  readonly flow: "funding" | "revenue" | "transfer";
  readonly firmness: Firmness;
}

const messages = {
  description: {
    en: (drawn: number, all: number, list: string) => `${drawn} of ${all} payments are drawn, the largest first: ${list}.`,
    fr: (drawn: number, all: number, list: string) => `${drawn} paiements sur ${all} sont dessinés, les plus grands d’abord : ${list}.`,
  },
  pays: {
    en: (from: string, to: string, amount: string) => `${from} pays ${to} ${amount}`,
    fr: (from: string, to: string, amount: string) => `${from} paie ${to}, ${amount}`,
  },
  left: {
    en: (edges: number, amount: string) => `Not drawn: ${edges} smaller ${edges === 1 ? "payment" : "payments"}, together ${amount}`,
    fr: (edges: number, amount: string) =>
      `Non dessinés : ${edges} ${edges < 2 ? "paiement plus petit" : "paiements plus petits"}, ensemble ${amount}`,
  },
  unwritten: {
    en: (edges: number) =>
      `${edges} ${edges === 1 ? "arrow has" : "arrows have"} no room for ${edges === 1 ? "its amount" : "their amounts"}`,
    fr: (edges: number) =>
      `${edges} ${edges < 2 ? "flèche n’a pas la place de son montant" : "flèches n’ont pas la place de leur montant"}`,
  },
  unknown: {
    en: (edges: number) =>
      `${edges} ${edges === 1 ? "payment" : "payments"} without a known amount ${edges === 1 ? "is" : "are"} not drawn`,
    fr: (edges: number) =>
      `${edges} ${edges < 2 ? "paiement sans montant connu n’est pas dessiné" : "paiements sans montant connu ne sont pas dessinés"}`,
  },
} as const;

const thickest = 12;
const thinnest = 1.3;
const bends = [0.14, 0.22, 0.08, 0.3, -0.1, 0.4, -0.2];

/** The most important edges: by upper bound, then lower bound, then ids. Those without any bound are left out and counted. */
export function largestEdges(
  edges: readonly NetworkEdge[],
  count: number,
): { drawn: readonly NetworkEdge[]; left: readonly NetworkEdge[]; unknown: number } {
  const size = (edge: NetworkEdge): number => edge.amount.high ?? edge.amount.low ?? 0;
  const known = edges.filter((edge) => size(edge) > 0);
  known.sort(
    (a, b) =>
      size(b) - size(a) ||
      (b.amount.low ?? 0) - (a.amount.low ?? 0) ||
      compareText(`${a.from} ${a.to} ${a.flow} ${a.firmness}`, `${b.from} ${b.to} ${b.flow} ${b.firmness}`),
  );
  return { drawn: known.slice(0, count), left: known.slice(count), unknown: edges.length - known.length };
}

export function pictureNetwork(scene: NetworkScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const narrow = width < 480;
  const { drawn, left, unknown } = largestEdges(scene.edges, narrow ? 11 : width < 800 ? 18 : 26);
  const name = new Map(scene.nodes.map((node) => [node.id, node.name]));
  const ids = [...new Set(drawn.flatMap((edge) => [edge.from, edge.to]))].sort(compareText);
  const size = narrow ? 11 : 13;
  const drawing = drawNetwork(scene, options, ids, drawn, size);

  const rest = [
    ...(left.length > 0 ? [t.left(left.length, formatAmount(total(left), scene.unit, language))] : []),
    ...(unknown > 0 ? [t.unknown(unknown)] : []),
    ...(drawing.unwritten > 0 ? [t.unwritten(drawing.unwritten)] : []),
  ];
  const most = drawn.reduce((a, edge) => Math.max(a, bound(edge)), 0);
  const key = legend({
    width,
    top: drawing.height,
    size: narrow ? 11 : 12,
    language,
    unit: scene.unit,
    most,
    widest: thickest,
    thinnest,
    notes: rest,
  });
  const list = drawn
    .slice(0, 12)
    .map((edge) => t.pays(name.get(edge.from) ?? edge.from, name.get(edge.to) ?? edge.to, formatAmount(edge.amount, scene.unit, language)));
  return picture(
    options,
    drawing.height + key.height,
    { title: scene.title, description: t.description(drawn.length, scene.edges.length, list.join("; ")) },
    drawing.content + key.content,
  );
}

function drawNetwork(
  scene: NetworkScene,
  options: PictureOptions,
  ids: readonly string[],
  edges: readonly NetworkEdge[],
  size: number,
): { content: string; height: number; unwritten: number } {
  const { width, language } = options;
  const narrow = width < 480;
  const height = Math.max(160, Math.min(narrow ? width * 1.35 : width * 0.66, 120 + ids.length * (narrow ? 46 : 48)));
  const margin = narrow ? 34 : 56;
  const index = new Map(ids.map((id, i) => [id, i]));
  const through = throughput(ids, edges);
  const most = Math.max(...through, 1);
  const biggest = narrow ? 25 : width < 800 ? 36 : 46;
  const radius = through.map((value) => (narrow ? 5 : 8) + (biggest - (narrow ? 5 : 8)) * Math.sqrt(value / most));
  const links = edges.map((edge) => ({ from: index.get(edge.from)!, to: index.get(edge.to)! }));
  const frame = { x: margin, y: margin * 0.8, width: width - 2 * margin, height: height - 1.6 * margin };
  const points = layout(
    { radius, margin: margin * 0.8, gap: narrow ? 28 : width < 800 ? 38 : 46, link: narrow ? 58 : width < 800 ? 84 : 104 },
    links,
    frame,
  );
  const circles = points.map((centre, i) => ({ centre, radius: radius[i] }));

  const arcs = bentArcs(edges, links, circles);
  const largest = edges.reduce((a, edge) => Math.max(a, bound(edge)), 0);
  const widths = edges.map((edge) => Math.max(thinnest, (thickest * (narrow ? 0.6 : 1) * bound(edge)) / largest));
  const arrows = edges.map((edge, k) => drawArrow(arcs[k], widths[k], edge.flow, edge.firmness));

  const taken: Box[] = [];
  const inks = arcs.map((arc, k) => inked(arc, widths[k]));
  const lines = inks.flat();
  const whole = { x: 2, y: 2, width: width - 4, height: height - 4 };
  const names = ids.map((id, i) =>
    nameLabel(scene.nodes.find((node) => node.id === id)?.name ?? id, circles, i, { size, narrow, taken, lines, whole }),
  );
  const amounts = edges.map((edge, k) => {
    const words = formatAmount(edge.amount, scene.unit, language);
    const others = [...inks.filter((_, other) => other !== k).flat(), ...headPoints(arcs[k])];
    return amountLabel(words, arcs[k], {
      size: size - 2,
      taken,
      circles,
      lines: others,
      own: inks[k],
      whole,
      tone: edge.flow,
      width: widths[k],
    });
  });
  const written = amounts.filter((block) => block !== null);
  return {
    height,
    unwritten: amounts.length - written.length,
    content:
      element("g", {}, arrows.toReversed().join("")) +
      // An arrow stops at the amount that lies on it, so that no line strikes a number.
      element("g", {}, written.map(plate).join("")) +
      element(
        "g",
        {},
        circles
          .map(({ centre, radius: r }) =>
            element("circle", { class: "k-node k-line-edge", cx: centre.x, cy: centre.y, r, "stroke-width": 1.2 }),
          )
          .join(""),
      ) +
      element("g", {}, [...written.map(textBlock), ...names.flatMap((label) => (label === null ? [] : [drawName(label)]))].join("")),
  };
}

/** What passes through a node: the larger of what it pays and what it receives. */
function throughput(ids: readonly string[], edges: readonly NetworkEdge[]): readonly number[] {
  return ids.map((id) => {
    const paid = edges.reduce((sum, edge) => sum + (edge.from === id ? bound(edge) : 0), 0);
    const received = edges.reduce((sum, edge) => sum + (edge.to === id ? bound(edge) : 0), 0);
    return Math.max(paid, received);
  });
}

/** Bend each arrow so that it keeps clear of other firms; arrows between the same two firms take different bends. */
function bentArcs(
  edges: readonly NetworkEdge[],
  links: readonly { from: number; to: number }[],
  circles: readonly Circle[],
): readonly Arc[] {
  const used = new Map<string, Set<number>>();
  return edges.map((_, k) => {
    const { from, to } = links[k];
    const pair = `${Math.min(from, to)} ${Math.max(from, to)}`;
    const taken = used.get(pair) ?? new Set<number>();
    used.set(pair, taken);
    let best = bends[0];
    let bestCost = Infinity;
    for (const [rank, bend] of bends.entries()) {
      // Seen from the other end the same bow has the opposite sign.
      const bow = from < to ? bend : -bend;
      const crowded = [...taken].some((other) => Math.abs(other - bow) < 0.1);
      const arc = arcBetween(circles[from], circles[to], bend);
      const hits = circles.filter(
        (circle, i) =>
          i !== from &&
          i !== to &&
          samples(arc).some((point) => Math.hypot(point.x - circle.centre.x, point.y - circle.centre.y) < circle.radius + 7),
      ).length;
      const cost = hits * 3 + (crowded ? 4 : 0) + rank * 0.2;
      if (cost < bestCost) {
        best = bend;
        bestCost = cost;
      }
    }
    taken.add(from < to ? best : -best);
    return arcBetween(circles[from], circles[to], best);
  });
}

function bound(edge: NetworkEdge): number {
  return edge.amount.high ?? edge.amount.low ?? 0;
}

function total(edges: readonly NetworkEdge[]): Bounds {
  const low = edges.reduce((sum, edge) => sum + (edge.amount.low ?? 0), 0);
  const open = edges.some((edge) => edge.amount.high === null);
  return { low, high: open ? null : edges.reduce((sum, edge) => sum + edge.amount.high!, 0) };
}
