import { expect, test } from "vitest";
import { fromEdges } from "../../../src/network/network.ts";
import { parseDate, rangeText } from "../../../src/record/date.ts";
import { exportEdges } from "../../../src/tell/export/export-edges.ts";

const dates = ["2025", "2025-02", "2024-02-29", "1999-12-31", "0001-01-01", "9999-12-31", "1600-02", "1900-03-01", "2000"];

test("days, months and years go to days and back", () => {
  for (const text of dates) {
    const { firstDay, lastDay } = parseDate(text)!;
    expect(rangeText(firstDay, lastDay)).toBe(text);
  }
  const { firstDay } = parseDate("2025-01-31")!;
  for (let day = firstDay; day < firstDay + 800; day++)
    expect(parseDate(rangeText(day, day))).toMatchObject({ firstDay: day, lastDay: day });
  expect(rangeText(firstDay, firstDay + 5)).toBe("2025-01-31");
});

test("a bare network: parallel edges stay, numbered in an order that does not hang on the rows", () => {
  const rows = [
    ["b", "a", 2, "2025"],
    ["a", "b", 3, "2025-02"],
    ["a", "b", 1, "2025-01-31"],
    ["a", "a", 0, "2024"],
  ] as const;
  const exported = (order: readonly number[]): readonly string[] => {
    const names = ["a", "b"];
    const edges = {
      n: 2,
      from: order.map((k) => names.indexOf(rows[k][0])),
      to: order.map((k) => names.indexOf(rows[k][1])),
      amount: order.map((k) => rows[k][2]),
      firstDay: order.map((k) => parseDate(rows[k][3])!.firstDay),
      lastDay: order.map((k) => parseDate(rows[k][3])!.lastDay),
      type: order.map(() => 0),
      typeNames: ["rent"],
    };
    const { values } = exportEdges(fromEdges(edges, { names, unit: "EUR", lens: "owes" }), { title: "t", language: "fr", warnings: [] });
    return values.edges.map((edge) => `${edge.id} ${edge.sentence} ${edge.weight} ${edge.currency} ${edge.instrument} ${edge.since}`);
  };
  const expected = [
    "e1 a doit à a 0 EUR rent 2024",
    "e2 a doit à b 1 EUR rent 2025-01-31",
    "e3 a doit à b 3 EUR rent 2025-02",
    "e4 b doit à a 2 EUR rent 2025",
  ];
  expect(exported([0, 1, 2, 3])).toEqual(expected);
  expect(exported([2, 3, 0, 1])).toEqual(expected);
});

test("nodes that are only numbers are named by them", () => {
  const { nodes, edges } = exportEdges(fromEdges({ n: 3, from: [0], to: [2], amount: [1] }), {
    title: "",
    language: "en",
    warnings: [],
  }).values;
  expect(nodes.map(({ id }) => id)).toEqual(["0", "1", "2"]);
  expect(edges[0].sentence).toBe("0 pays 2");
});
