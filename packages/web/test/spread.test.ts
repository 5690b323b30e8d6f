import { defaultProjectOptions, defaultViewOptions, pictureBars, spread as library, spreadScene } from "keiretsu";
import { expect, test } from "vitest";
import spread from "../src/worker/questions/spread.ts";
import spreadPicture from "../src/worker/questions/spread-picture.ts";
import { opened } from "./opened.ts";

const { amounts, ...project } = defaultProjectOptions;
const asked = { view: { ...defaultViewOptions, knownOn: "2025-10-24" }, project, amounts, maxLength: 3 };

test("the page has the library's spread, tells how far it is, and draws the same one without computing it anew", () => {
  const book = opened("ai-alliances");
  const told: number[] = [];
  const answer = spread(book, asked, (share) => told.push(share));
  expect(answer).toEqual(library(book.casebook, { knownOn: "2025-10-24", maxLength: 3 }));
  expect(told.at(-1)).toBe(1);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(spread(book, asked, () => expect.fail("computed twice"))).toBe(answer);
  const picture = { width: 700, language: "fr", theme: "dark" } as const;
  expect(spreadPicture(book, { ...asked, ...picture })).toBe(pictureBars(spreadScene(answer.values, "fr"), picture));
});
