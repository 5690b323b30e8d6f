import { expect, test } from "vitest";
import { inTurn } from "../../../src/http/security/in-turn.ts";

test("calls of one moment go on one a turn in their order, and later ones after them", async () => {
  let turn = 0;
  const count = (): void => {
    turn++;
    if (turn < 20) setImmediate(count);
  };
  setImmediate(count);
  const mine = inTurn();
  const begun: (readonly [string, number])[] = [];
  const call = async (name: string): Promise<void> => {
    await mine();
    begun.push([name, turn]);
  };
  await Promise.all([call("a"), call("b"), call("c").then(() => call("e")), call("d")]);
  expect(begun.map(([name]) => name)).toEqual(["a", "b", "c", "d", "e"]);
  const turns = begun.map(([, at]) => at);
  expect(new Set(turns).size).toBe(turns.length);
});

test("after a pause the next call begins anew", async () => {
  const mine = inTurn();
  await mine();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(mine()).resolves.toBeUndefined();
});
