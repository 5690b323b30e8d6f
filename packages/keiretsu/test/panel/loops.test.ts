import { describe, expect, it } from "vitest";
import { loops, type LoopsOptions, type LoopsValues } from "../../src/panel/loops.ts";
import type { StatedLoop } from "../../src/record/casebook.ts";
import { view, type ViewOptions } from "../../src/record/view.ts";
import { toy } from "../toy.ts";
import { aiCasebook, aiFiles, golden, shuffled } from "./book.ts";

const stated = (id: string, ...legs: string[]): StatedLoop => ({
  place: { file: "toy", line: 0, column: 0 },
  id,
  title: `${id} title`,
  titleFr: "",
  legs,
  statedIn: ["article"],
  note: "",
});

function ask(text: string, given: readonly StatedLoop[] = [], options: Partial<LoopsOptions & ViewOptions> = {}): LoopsValues {
  const { atLeast = "announced", ...rest } = options;
  return loops(view(toy(text, { loops: given }), { atLeast }), rest).values;
}

const ring = `
  stake: A pays B up to 10 for equity on 2025-01-01 (announced)
  order: B pays A 30 for chips on 2025-02-01 (definitive)
  credits: A pays B 3 in credits for credits on 2025-02-01 (closed)
  backstop: A pays B 8 in guarantee for backstop on 2025-02-01 (definitive)
`;

describe("loops", () => {
  it("takes the legs one by one, the largest first, each with its least leg", () => {
    expect(ask(ring).loops.map((loop) => [loop.id, loop.capacity, loop.signature, loop.status, loop.contingent, loop.inKind])).toEqual([
      ["stake>order", { low: 0, high: 10 }, "equity-investment>supply-purchase", "announced", false, false],
      ["backstop>order", { low: 8, high: 8 }, "guarantee-backstop>supply-purchase", "definitive", true, false],
      ["credits>order", { low: 3, high: 3 }, "cloud-credits>supply-purchase", "definitive", false, true],
    ]);
    expect(ask(ring, [], { inKind: false, contingent: false }).loops.map((loop) => loop.id)).toEqual(["stake>order"]);
  });

  it("gives a stated loop its name whatever the order of its legs, with the sources behind it", () => {
    const [loop] = ask(ring, [stated("loop-1", "order", "stake")]).loops;
    expect(loop).toMatchObject({ id: "loop-1", title: "loop-1 title", nodes: ["A", "B"], legs: ["stake", "order"], half: false });
    expect(loop.sources).toEqual(["article", "press"]);
  });

  it("marks a half-loop and gives it no capacity", () => {
    const values = ask(ring, [stated("half", "stake")]);
    expect(values.loops.at(-1)).toMatchObject({ id: "half", half: true, nodes: ["A", "B"], capacity: { low: null, high: null } });
    expect(values.counts).toMatchObject({ loops: 3, half: 1, stated: 0 });
  });

  it("keeps a leg without an amount on its loops: the rest still bounds them, and they are open", () => {
    const values = ask("a: A pays B unknown for equity on 2025-01-01 (announced)\n b: B pays A 4 for chips on 2025-01-01 (announced)");
    expect(values.loops).toHaveLength(1);
    expect(values.loops[0]).toMatchObject({ id: "a>b", capacity: { low: null, high: 4 }, open: true });
    expect(values.counts).toMatchObject({ legs: 2, legsWithoutAmount: 1 });
  });

  it("says why a stated loop is dead, leg by leg", () => {
    const text = `${ring}
      order is lapsed on 2025-06-01
      ring1: A pays C 5 for equity on 2025-01-01 (announced)
      ring2: C pays D 5 for cloud on 2025-01-01 (announced)
      ring3: D pays A 5 for chips on 2025-01-01 (announced)
      gossip: D pays C 5 for chips on 2025-01-01 (rumoured)
      no: C pays A 5 for chips on 2025-01-01 (announced)
      no is denied on 2025-02-01
    `;
    const given = [
      stated("lapsed", "stake", "order"),
      stated("long", "ring1", "ring2", "ring3"),
      stated("open", "ring1", "stake"),
      stated("soft", "ring2", "gossip"),
      stated("refused", "ring1", "no"),
    ];
    const { loops: live, dead } = ask(text, given, { maxLength: 2 });
    expect(live).toEqual([]);
    expect(dead.map((loop) => [loop.id, loop.reason, loop.ends.map((end) => `${end.leg} ${end.reason}`)])).toEqual([
      ["lapsed", "leg", ["order lapsed"]],
      ["long", "length", []],
      ["open", "open", []],
      ["refused", "leg", ["no denied"]],
      ["soft", "leg", ["gossip below-status"]],
    ]);
    expect(ask(text, given).loops.map((loop) => loop.id)).toEqual(["long"]);
    expect(ask(text, given, { atLeast: "rumoured" }).loops.map((loop) => loop.id)).toEqual(["soft", "long"]);
  });
});

interface GoldenLoop {
  readonly id: string;
  readonly legs: readonly string[];
  readonly carry_usd: number | null;
  readonly half: boolean;
}

describe("the twenty loops of the AI casebook", () => {
  const casebook = aiCasebook();
  const expected = golden("loops.json") as GoldenLoop[];
  // No single date shows them all: the letter of 2025 had lapsed when the deals of 2026 were signed.
  const before = loops(view(casebook, { knownOn: "2025-10-24", atLeast: "rumoured", chapters: ["all"] })).values;
  const now = loops(view(casebook, { atLeast: "rumoured", chapters: ["all"] })).values;

  it("are all there, each with what it can carry", () => {
    expect(expected).toHaveLength(20);
    for (const { id, legs, carry_usd: carries, half } of expected) {
      const loop = [...before.loops, ...now.loops].find((one) => one.id === id);
      expect(loop, id).toBeDefined();
      expect([...loop!.legs].sort(), id).toEqual([...legs].sort());
      expect(loop!.half, id).toBe(half);
      if (carries !== null) expect(loop!.capacity.high, id).toBe(carries);
    }
  });

  it("loop-01 carries up to 100 bn on letters of intent in October 2025, nothing when firm deals are asked for or once it lapsed", () => {
    const letter = loops(view(casebook, { knownOn: "2025-10-24", atLeast: "letter-of-intent" })).values.loops.find(
      (loop) => loop.id === "loop-01",
    );
    expect(letter?.capacity).toEqual({ low: 0, high: 100e9 });
    for (const options of [
      { knownOn: "2025-10-24", atLeast: "definitive" },
      { knownOn: "2026-02-27" },
      { knownOn: "2026-02-27", atLeast: "letter-of-intent" },
      { atLeast: "rumoured" },
    ] as const) {
      const { values } = loops(view(casebook, options));
      expect(values.loops.some((loop) => loop.legs.includes("nvda-openai-loi-equity"))).toBe(false);
      expect(values.dead.find((loop) => loop.id === "loop-01")?.reason).toBe("leg");
    }
  });

  it("use no denied deal and no umbrella, at any status", () => {
    const seen = view(casebook, { atLeast: "rumoured", chapters: ["all"] });
    const verdicts = new Map(seen.legs.map((row) => [row.leg.id, row]));
    expect([...verdicts.values()].some((row) => row.verdict === "denied")).toBe(true);
    for (const loop of now.loops) {
      for (const id of loop.legs) {
        expect(verdicts.get(id)!.verdict, id).toBe("counted");
        expect(verdicts.get(id)!.leg.sum, id).toBe("leg");
      }
    }
  });

  it("answers for every stated loop once, alive or dead", () => {
    for (const values of [before, now, loops(view(casebook)).values]) {
      const ids = [...values.loops.filter((loop) => loop.title !== null), ...values.dead].map((loop) => loop.id);
      expect([...ids].sort()).toEqual(casebook.loops.map((loop) => loop.id).sort());
    }
  });

  it("does not depend on the order of any row", () => {
    const json = JSON.stringify(loops(view(casebook)));
    expect(JSON.stringify(loops(view(aiCasebook(shuffled(aiFiles(), 7)))))).toBe(json);
  });
});
