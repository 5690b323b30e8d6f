import { uniforms } from "keiretsu";
import { expect, test } from "vitest";
import edgeLayout from "../../src/worker/questions/edge-layout.ts";
import { openBook } from "../../src/worker/book.ts";

const nobody = openBook({ id: "", files: [] });
const asked = { name: "edges.csv", format: "csv", most: 50_000 } as const;
const csv = (rows: readonly (readonly [string, string, number | ""])[]): string =>
  `id,from,to,amount\n${rows.map(([from, to, amount], k) => `e${k},${from},${to},${amount}`).join("\n")}\n`;

test("parallel edges stay apart, what has no amount is no 0, and the largest come first", () => {
  const drawn = edgeLayout(nobody, {
    ...asked,
    text: csv([
      ["a", "b", 3],
      ["a", "b", 5],
      ["b", "a", ""],
      ["b", "c", 4],
    ]),
  });
  const ends = Array.from(drawn.from, (from, e) => `${drawn.names[from]}${drawn.names[drawn.to[e]]} ${drawn.amount[e]}`);
  expect(ends).toEqual(["ab 5", "bc 4", "ab 3", "ba NaN"]);
  expect(Object.fromEntries(drawn.names.map((name, i) => [name, drawn.through[i]]))).toEqual({ a: 8, b: 8, c: 4 });
  // Two from a to b and one back: each its own bend. A lone one is straight.
  expect(drawn.bend[1]).toBe(0);
  expect(drawn.bend[0]).not.toBe(drawn.bend[2]);
  expect([drawn.bend[0], drawn.bend[2], drawn.bend[3]].every((bend) => bend > 0)).toBe(true);
  expect(
    edgeLayout(nobody, {
      ...asked,
      text: csv([
        ["a", "b", 3],
        ["a", "b", 5],
      ]),
      most: 1,
    }),
  ).toMatchObject({ left: 1 });
});

test("2,000 nodes and 10,000 edges have places and hear of their progress; the same list has the same places", () => {
  const chance = uniforms(3, 0);
  const node = (): string => `n${Math.floor(2000 * chance() ** 2)}`;
  const text = csv(Array.from({ length: 10_000 }, () => [node(), node(), Math.ceil(1000 * chance())] as const));
  const heard: unknown[] = [];
  const drawn = edgeLayout(nobody, { ...asked, text }, (share) => heard.push(share));
  expect(drawn.amount.length).toBe(10_000);
  expect(drawn.places.every(Number.isFinite)).toBe(true);
  expect(heard.at(-1)).toBe(1);
  const few = csv([
    ["a", "b", 3],
    ["b", "c", 5],
    ["c", "a", 1],
    ["d", "a", 2],
  ]);
  expect(edgeLayout(nobody, { ...asked, text: few }).places).toEqual(edgeLayout(nobody, { ...asked, text: few }).places);
});
