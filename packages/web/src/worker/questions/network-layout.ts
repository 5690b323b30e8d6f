import { compareText, perimeter, tidiest, ties, totalOf, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { forceLayout } from "../layout/force-layout.ts";

interface Params {
  readonly chapters: ViewOptions["chapters"];
  readonly perimeter: "parent" | "unit";
  readonly seed: number;
}

export interface NetworkLayout {
  /** The room that the positions fill, in pixels at scale 1. */
  readonly frame: { readonly width: number; readonly height: number };
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

const ROUNDS = 200;
/** Starts of which the tidiest is kept. */
const STARTS = 8;
const GAP = 34;

/**
 * Where the firms of a casebook stand: once for all its legs and stakes, whatever is true or known at a date and whatever the lens, so that nothing moves
 * when the reader goes through time. Firms that deal with each other stand near each other; circles keep apart.
 */
export default function networkLayout({ casebook }: OpenBook, params: Params): NetworkLayout {
  const chapters = params.chapters ?? casebook.chapters;
  const chapterOf = new Map(casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const firm = perimeter(casebook, params.perimeter);
  const whole = view(casebook, { chapters, atLeast: "rumoured" });
  const asked = { perimeter: params.perimeter, inKind: true, contingent: true } as const;
  const owned = ties(whole, { ...asked, lens: "owns" }).values.ties;
  const legs = casebook.legs.filter((leg) => chapters.includes("all") || chapters.includes(chapterOf.get(leg.deal) ?? ""));
  const links = [...legs.map((leg) => [firm(leg.from), firm(leg.to)]), ...owned.map((tie) => [tie.from, tie.to])].filter(
    ([a, b]) => a !== b,
  );
  const names = [...new Set(links.flat())].sort(compareText);
  const index = new Map(names.map((name, i) => [name, i]));
  const springs = gathered(links.map(([a, b]) => [index.get(a)!, index.get(b)!]));
  const starts = Array.from({ length: STARTS }, (_, start) => {
    const xy = forceLayout({ n: names.length, ...springs }, { rounds: ROUNDS, seed: params.seed * STARTS + start });
    return names.map((_name, i) => ({ x: xy[2 * i], y: xy[2 * i + 1] }));
  });
  const paid = ties(whole, { ...asked, lens: "pays" }).values.ties;
  const width = Math.max(720, 150 * Math.sqrt(names.length));
  const frame = { width, height: 0.62 * width };
  const pairs = springs.from.map((from, e) => ({ from, to: springs.to[e] }));
  const placed = tidiest(starts, { radius: radii(names, paid), gap: GAP, margin: 0, link: 0 }, pairs, { x: 0, y: 0, ...frame });
  return { frame, positions: Object.fromEntries(names.map((name, i) => [name, placed[i]])) };
}

/** One spring a pair; more ties pull a little more. In the order of the pairs, so that neither the order of rows nor parallel legs move a byte. */
function gathered(pairs: readonly (readonly [number, number])[]): { from: number[]; to: number[]; weight: number[] } {
  const counts = new Map<string, { readonly from: number; readonly to: number; count: number }>();
  for (const [a, b] of pairs) {
    const [from, to] = [Math.min(a, b), Math.max(a, b)];
    const pair = counts.get(`${from} ${to}`) ?? { from, to, count: 0 };
    pair.count++;
    counts.set(`${from} ${to}`, pair);
  }
  const springs = [...counts.values()].sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    from: springs.map((spring) => spring.from),
    to: springs.map((spring) => spring.to),
    weight: springs.map((spring) => 1 + Math.log2(spring.count)),
  };
}

/** The room that each circle is given: what it may be drawn with when all is known. */
function radii(names: readonly string[], paid: ReturnType<typeof ties>["values"]["ties"]): readonly number[] {
  const through = names.map((name) => {
    const total = (end: "from" | "to"): number => {
      const { high, low } = totalOf(paid.filter((tie) => tie[end] === name));
      return high ?? low;
    };
    return Math.max(total("from"), total("to"));
  });
  const most = Math.max(...through, 1);
  return through.map((value) => 8 + 34 * Math.sqrt(value / most));
}
