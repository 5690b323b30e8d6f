import { expect, test } from "vitest";
import { owners } from "../../src/panel/owners.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const text = `
  any: motor pays loom 1 for chips on 2020-01-01 (closed)
  also: wire pays loom 1 for chips on 2020-01-01 (closed)
  old: loom has ownership-share-by-motor 24.69 % on 2023-11-29 says press
  new: loom has ownership-share-by-motor 24 % on 2024-09 says press
  back: motor has ownership-share-by-loom 9.07 % on 2024-09 says press
  third: wire has ownership-share-by-loom 9 % on 2023 says press
  vague: wire has ownership-share-by-motor some on 2023 says press
  nobody: wire has ownership-share-by-stranger 5 % on 2023 says press
`;

test("a mutual holding is a loop of two with its smaller stake; the later report of one stake stands for it", () => {
  const { values } = owners(view(toy(text)));
  expect(values.stakes.map((stake) => [stake.holder, stake.held, stake.share, stake.claim])).toEqual([
    ["loom", "motor", 0.0907, "back"],
    ["loom", "wire", 0.09, "third"],
    ["motor", "loom", 0.24, "new"],
  ]);
  expect(values.loops).toEqual([{ nodes: ["loom", "motor"], smallestStake: 0.0907, claims: ["back", "new"] }]);
});

test("before the second stake was so, there is no loop", () => {
  const { values } = owners(view(toy(text), { validOn: "2023-12-31" }));
  expect(values.loops).toEqual([]);
  expect(values.stakes.map((stake) => stake.claim)).toEqual(["third", "old"]);
});
