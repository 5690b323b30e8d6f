import { expect, test } from "vitest";
import { keepPlaces, readPlaces } from "../../src/state/places.ts";

function store(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

test("places come back for the casebook they were made on, and for no other", () => {
  const box = store();
  keepPlaces("a@1", { openai: { x: 1.5, y: -2 }, __proto__: { x: 1, y: 1 } }, box);
  expect(readPlaces("a@1", box)).toEqual({ openai: { x: 1.5, y: -2 } });
  expect(readPlaces("a@2", box)).toEqual({});
  keepPlaces("a@1", {}, box);
  expect(box.getItem("keiretsu-places a@1")).toBeNull();
});

test("what somebody else wrote there, and a store that refuses, do no harm", () => {
  const box = store();
  for (const text of [
    "",
    "no json",
    "7",
    "null",
    "[1,2]",
    '{"a":null,"b":{"x":"1","y":2},"c":{"x":1e999,"y":0},"d":{"x":3,"y":4,"more":"text"}}',
  ]) {
    box.setItem("keiretsu-places a", text);
    expect(readPlaces("a", box)).toEqual(text.startsWith("{") ? { d: { x: 3, y: 4 } } : {});
  }
  const refuses = (): never => {
    throw new Error("full");
  };
  expect(() => keepPlaces("a", { b: { x: 1, y: 2 } }, { setItem: refuses, removeItem: refuses })).not.toThrow();
});
