import type { Firmness } from "../../record/standing.ts";
import { type Arc, drawArrow, pointOn, samples } from "./arrow.ts";
import { speak } from "../language.ts";
import { type Bounds, formatAmount } from "../money.ts";
import { type Box, place, type Point } from "./place.ts";
import { boxOf, element, lineHeight, picture, type PictureOptions, textBlock, type TextBlock } from "./svg.ts";
import { blockWidth, wrapText } from "./text-width.ts";

/** One loop as a ring: firms on it, arrows in the order of the money, what each leg carries, and in the middle what can go round. */
export interface LoopScene {
  readonly title: string;
  readonly unit: string;
  /** In the order in which money moves; leg k runs from step k to step k + 1, the last back to the first. */
  readonly steps: readonly LoopStep[];
  /** The least of its legs; null = unknown bound. */
  readonly capacity: Bounds;
  /** A leg has no known ceiling. */
  readonly open: boolean;
  /** Only one leg is recorded: the way back is drawn as unknown. */
  readonly half: boolean;
  /** Of a half-loop, the firm that its one leg reaches. */
  readonly far?: string;
}

interface LoopStep {
  readonly firm: string;
  readonly amount: Bounds;
  /** What the leg is, already in words: "equity investment, closed". */
  readonly words: string;
  readonly flow: "funding" | "revenue" | "transfer";
  readonly firmness: Firmness;
}

const messages = {
  carries: { en: "can carry", fr: "peut porter" },
  half: { en: "the way back is not a recorded deal", fr: "le retour n’est pas un accord recensé" },
  noAmount: { en: "no amount known", fr: "aucun montant connu" },
  unknownAmount: { en: "amount unknown", fr: "montant inconnu" },
  leg: {
    en: (from: string, to: string, amount: string, words: string) => `${from} to ${to}: ${amount} (${words})`,
    fr: (from: string, to: string, amount: string, words: string) => `de ${from} à ${to} : ${amount} (${words})`,
  },
} as const;

export function pictureLoop(scene: LoopScene, options: PictureOptions): string {
  const { width, language } = options;
  const t = speak(messages, language);
  const n = scene.half ? 2 : scene.steps.length;
  const size = 12;
  const height = 312;
  const centre = { x: width / 2, y: height / 2 };
  const ring = { x: n === 2 ? width / 2 - 56 : Math.min(width / 2 - 82, 108), y: height / 2 - (n === 2 ? 70 : 56) };
  const at = (angle: number): Point => ({ x: centre.x + ring.x * Math.cos(angle), y: centre.y + ring.y * Math.sin(angle) });
  // Two firms stand left and right, three and more start at the top: the money runs clockwise.
  const first = n === 2 ? Math.PI : -Math.PI / 2;
  const angles = Array.from({ length: n }, (_, k) => first + (2 * Math.PI * k) / n);

  const firms = scene.half ? [scene.steps[0].firm, scene.far ?? "?"] : scene.steps.map((step) => step.firm);
  const plates = firms.map((firm, k) => plate(firm, at(angles[k]), width, size + 1));
  const taken: Box[] = plates.map((one) => one.box);
  const inner = plates[0].box.x + plates[0].box.width;
  const between = n === 2 ? plates[1].box.x - inner - 16 : ring.x * 1.1;
  // Between two plates of unlike width the middle is not that of the ring.
  const free = n === 2 ? { x: (inner + plates[1].box.x) / 2, y: centre.y } : centre;
  const middle = middleBlocks(scene, free, Math.max(between, 70), language);
  taken.push(...middle.map(boxOf));

  const most = Math.max(1, ...scene.steps.map((step) => step.amount.high ?? step.amount.low ?? 0));
  const arcs = angles.map((angle, k) => arcOnRing(at, angle, (2 * Math.PI) / n, plates[k].box, plates[(k + 1) % n].box));
  const arrows = scene.steps.map((step, k) => {
    const share = (step.amount.high ?? step.amount.low ?? 0) / most;
    return drawArrow(arcs[k], 1.6 + 6.4 * share, step.flow, step.firmness);
  });
  const back = scene.half ? [drawArrow(arcs[1], 1.6, "edge", "ghost")] : [];
  const lines = arcs.flatMap((arc) => samples(arc));
  const frame = { x: 2, y: 2, width: width - 4, height: height - 4 };
  const labels = scene.steps.map((step, k) => {
    const known = step.amount.high !== null || step.amount.low !== null;
    const amount = known ? formatAmount(step.amount, scene.unit, language) : t.unknownAmount;
    return legLabel({ amount, words: step.words, tone: step.firmness === "ghost" ? "soft" : step.flow }, arcs[k], centre, {
      taken,
      lines,
      frame,
      size,
    });
  });
  const description = scene.steps
    .map((step, k) => t.leg(step.firm, firms[(k + 1) % n], formatAmount(step.amount, scene.unit, language), step.words))
    .join("; ");
  return picture(
    options,
    height,
    { title: scene.title, description: `${description}. ${middle.map((block) => block.lines.join(" ")).join(" ")}` },
    element("g", {}, [...arrows, ...back].join("")) +
      plates.map((one) => one.content).join("") +
      middle.map(textBlock).join("") +
      labels.join(""),
  );
}

function middleBlocks(scene: LoopScene, centre: Point, width: number, language: "en" | "fr"): readonly TextBlock[] {
  const t = speak(messages, language);
  const known = scene.capacity.low !== null || scene.capacity.high !== null;
  const small = 12;
  if (scene.half || !known) {
    const lines = wrapText(scene.half ? t.half : t.noAmount, { width, size: small, lines: 5 });
    return [
      { x: centre.x, y: centre.y - ((lines.length - 1) * small * lineHeight) / 2 + 4, lines, size: small, anchor: "middle", tone: "soft" },
    ];
  }
  const amount = wrapText(formatAmount(scene.capacity, scene.unit, language), { width, size: 15, weight: "bold", lines: 2 });
  const top = centre.y - (amount.length * 15 * lineHeight) / 2;
  return [
    { x: centre.x, y: top, lines: [t.carries], size: small, anchor: "middle", tone: "soft" },
    { x: centre.x, y: top + 19, lines: amount, size: 15, anchor: "middle", weight: "bold" },
  ];
}

/** The firm's name on a plate that interrupts the ring; it slides inwards where it would leave the picture. */
function plate(firm: string, point: Point, width: number, size: number): { readonly box: Box; readonly content: string } {
  const lines = wrapText(firm, { width: 120, size, weight: "bold", lines: 3 });
  const inner = blockWidth(lines, size, "bold");
  const [wide, high] = [inner + 20, lines.length * size * lineHeight + 10];
  const x = Math.min(Math.max(point.x - wide / 2, 2), width - 2 - wide);
  const y = point.y - high / 2;
  const text = textBlock({ x: x + wide / 2, y: y + 5 + size * 0.95, lines, size, anchor: "middle", weight: "bold" });
  return {
    box: { x, y, width: wide, height: high },
    content: element("rect", { class: "k-node k-line-edge", x, y, width: wide, height: high, rx: 8, "stroke-width": 1 }) + text,
  };
}

function covered(point: Point, box: Box): boolean {
  return point.x > box.x - 4 && point.x < box.x + box.width + 4 && point.y > box.y - 4 && point.y < box.y + box.height + 4;
}

/** The part of the ring between two plates, as one arc: it starts and ends where the ring leaves and reaches their edges. */
function arcOnRing(at: (angle: number) => Point, start: number, span: number, from: Box, to: Box): Arc {
  let a = 0;
  let b = 1;
  while (a < 0.45 && covered(at(start + span * a), from)) a += 0.01;
  while (b > 0.55 && covered(at(start + span * b), to)) b -= 0.01;
  const [p, m, q] = [at(start + span * a), at(start + (span * (a + b)) / 2), at(start + span * b)];
  // The control point that makes the arc pass through the ring's own middle.
  return { start: p, control: { x: 2 * m.x - (p.x + q.x) / 2, y: 2 * m.y - (p.y + q.y) / 2 }, end: q };
}

interface Space {
  readonly taken: Box[];
  readonly lines: readonly Point[];
  readonly frame: Box;
  readonly size: number;
}

/** Amount and words of a leg, outside the ring where there is room, else inside, else over the arrow. */
function legLabel(leg: { amount: string; words: string; tone: string }, arc: Arc, centre: Point, space: Space): string {
  const { size, taken } = space;
  const candidates = [130, 104, 84, 68].flatMap((width) => {
    const amount = wrapText(leg.amount, { width, size, weight: "bold", lines: 5 });
    const words = wrapText(leg.words, { width, size: size - 1, lines: 7 });
    const height = amount.length * size * lineHeight + words.length * (size - 1) * lineHeight;
    const wide = Math.max(blockWidth(amount, size, "bold"), blockWidth(words, size - 1));
    return [0.5, 0.4, 0.6, 0.3, 0.7].flatMap((t) =>
      [9, 16, 26, -9, -18, 0].map((away) => {
        const point = pointOn(arc, t);
        const [dx, dy] = unit(centre, point);
        const sign = Math.sign(away);
        const x = point.x + dx * away + (sign * dx * wide) / 2;
        const y = point.y + dy * away + (sign * dy * height) / 2 - height / 2;
        return { box: { x: x - wide / 2, y, width: wide, height }, amount, words };
      }),
    );
  });
  const found = place(candidates, { frame: space.frame, taken, circles: [], lines: space.lines }, { gap: 2 });
  if (found === null) return "";
  taken.push(found.box);
  const x = found.box.x + found.box.width / 2;
  const y = found.box.y + size * 0.95;
  return (
    textBlock({ x, y, lines: found.amount, size, anchor: "middle", weight: "bold", tone: leg.tone, halo: true }) +
    textBlock({
      x,
      y: y + found.amount.length * size * lineHeight - 1,
      lines: found.words,
      size: size - 1,
      anchor: "middle",
      tone: "soft",
      halo: true,
    })
  );
}

function unit(from: Point, to: Point): readonly [number, number] {
  const length = Math.max(Math.hypot(to.x - from.x, to.y - from.y), 1e-6);
  return [(to.x - from.x) / length, (to.y - from.y) / length];
}
