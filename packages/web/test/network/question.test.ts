import { circularity, defaultViewOptions, load, type Tie, view } from "keiretsu";
import { describe, expect, test } from "vitest";
import { choose, noFilters } from "../../src/worker/network/choose.ts";
import network from "../../src/worker/questions/network.ts";
import networkLayout from "../../src/worker/questions/network-layout.ts";
import { opened } from "../opened.ts";
import { turned } from "./turned.ts";

const ai = opened("ai-alliances");
const project = { perimeter: "parent", inKind: true, contingent: false } as const;
const asked = { view: defaultViewOptions, project, lens: "pays", filters: { ...noFilters, most: null } } as const;

describe("the picture of a lens", () => {
  test("its sum is the gross flow of the same view, and every tie is drawn or counted as left out", () => {
    const whole = network(ai, asked);
    const { gross } = circularity(view(ai.casebook, defaultViewOptions), project).values;
    expect(whole.total.low).toBe(gross.low);
    const some = network(ai, { ...asked, filters: { ...noFilters, flows: ["funding"], most: 10 } });
    const { smaller, unknown, filtered } = some.left;
    expect(some.drawn).toHaveLength(10);
    expect(some.drawn.length + smaller.ties + unknown + filtered.ties).toBe(whole.drawn.length);
    expect(some.drawn.every((tie) => tie.flow === "funding")).toBe(true);
  });

  test("the sums of its firms are those of its ties: what all pay is what all are paid", () => {
    const { firms, total } = network(ai, asked);
    const sum = (end: "in" | "out"): number => firms.reduce((all, firm) => all + firm[end].low, 0);
    expect(sum("out")).toBe(total.low);
    expect(sum("in")).toBe(total.low);
  });

  test("the scale and the firms in view are those of all that is known, at every date", () => {
    const early = network(ai, { ...asked, view: { ...defaultViewOptions, knownOn: "2024-06-30" } });
    const late = network(ai, asked);
    expect(early.scale).toEqual(late.scale);
    expect(early.drawn.length).toBeLessThan(late.drawn.length);
    expect(late.ever.filter((firm) => !early.ever.includes(firm))).toEqual([]);
  });
});

describe("choosing", () => {
  const tie = (id: string, from: string, to: string, high: number | null, more: Partial<Tie> = {}): Tie => ({
    id,
    leg: id,
    claim: null,
    from,
    to,
    low: high,
    high,
    instrument: "debt",
    flow: "funding",
    status: "closed",
    firmness: "firm",
    round: false,
    ...more,
  });
  const all = [
    tie("a", "A", "B", 50),
    tie("b", "B", "C", 40, { flow: "revenue", instrument: "lease" }),
    tie("c", "C", "D", 30, { status: "announced" }),
    tie("d", "D", "A", 20, { round: true }),
    tie("e", "A", "C", null, { status: null, instrument: "stake" }),
  ];
  const ids = (filters: Partial<typeof noFilters>): string =>
    choose(all, { ...noFilters, ...filters }, (firm) => (firm === "D" ? "fund" : "company"))
      .drawn.map((one) => one.id)
      .join("");

  test("each filter alone", () => {
    expect(ids({})).toBe("abcde");
    expect(ids({ flows: ["revenue"] })).toBe("b");
    expect(ids({ instruments: ["debt", "stake"] })).toBe("acde");
    // A stake has no status, so that no status leaves it out.
    expect(ids({ statuses: ["announced"] })).toBe("ce");
    expect(ids({ kinds: ["company"] })).toBe("abe");
    // What is unknown is not known to be large enough.
    expect(ids({ least: 30 })).toBe("abc");
    expect(ids({ hidden: ["A"] })).toBe("bc");
    // A's neighbours are B, C and D: what they do among themselves is seen too.
    expect(ids({ around: "B" })).toBe("abe");
    expect(ids({ around: "nobody" })).toBe("");
    expect(ids({ most: 2 })).toBe("ab");
    expect(ids({ most: 2, round: true })).toBe("da");
  });

  test("what is not drawn is counted by its reason", () => {
    const chosen = choose(all, { ...noFilters, flows: ["funding"], most: 2 }, () => "");
    expect(chosen.filtered.map((one) => one.id)).toEqual(["b"]);
    expect(chosen.smaller.map((one) => one.id)).toEqual(["d"]);
    expect(chosen.unknown.map((one) => one.id)).toEqual(["e"]);
  });
});

describe("the layout", () => {
  const params = { chapters: null, perimeter: "parent", seed: 1 } as const;
  const first = networkLayout(ai, params);

  test("is the same to the byte for the same book, whatever the order of its rows", () => {
    expect(networkLayout(turned("keiretsu-japan"), params)).toEqual(networkLayout(opened("keiretsu-japan"), params));
    expect(networkLayout(ai, params)).toEqual(first);
    expect(networkLayout(ai, { ...params, seed: 2 })).not.toEqual(first);
  });

  test("has a place for every firm of every lens at every date", () => {
    for (const lens of ["pays", "owes", "owns", "supplies"] as const)
      for (const knownOn of [null, "2023-12-31", "2025-10-24"]) {
        const { ever, drawn } = network(ai, { ...asked, lens, view: { ...defaultViewOptions, atLeast: "rumoured", knownOn } });
        const firms = [...ever, ...drawn.flatMap((tie) => [tie.from, tie.to])];
        expect(firms.filter((firm) => first.positions[firm] === undefined)).toEqual([]);
      }
  });

  test("an empty casebook and one of a single pair have a layout", () => {
    const { casebook } = load([]);
    const empty = { id: "none", files: [], casebook, findings: [], whole: false, refused: [] };
    expect(networkLayout(empty, params).positions).toEqual({});
    expect(network(empty, asked).drawn).toEqual([]);
    for (const { x, y } of Object.values(networkLayout(opened("ford-1914"), params).positions)) {
      expect(Number.isFinite(x)).toBe(true);
      expect(Number.isFinite(y)).toBe(true);
    }
  });
});
