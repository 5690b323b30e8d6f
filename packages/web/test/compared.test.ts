import { circularity, find as library, hindsight, view } from "keiretsu";
import { expect, test } from "vitest";
import compared from "../src/worker/questions/compared.ts";
import find from "../src/worker/questions/find.ts";
import { scenariosOf } from "../src/worker/scenarios.ts";
import { opened } from "./opened.ts";

const picture = { width: 320, language: "fr", theme: "light" } as const;

test("a case stands with its own figures, and with the run of its base scenario", () => {
  const book = opened("lucent-2000");
  const one = compared(book, picture);
  const { values } = circularity(view(book.casebook));
  expect(one.figures.gross).toEqual(values.gross);
  expect(one.figures.coverage).toEqual(values.coverage);
  const base = scenariosOf(book).simulations.find(({ id }) => id === "base")!;
  expect(one.past?.endings.map(({ entity, failedIn }) => [entity, failedIn])).toEqual(
    hindsight(view(book.casebook), base, { draws: 60 }).values.endings.map(({ entity, failedIn }) => [entity, failedIn]),
  );
  expect(one.svg).toContain("Lucent");
});

test("a case without a payment of known amount draws nothing", () => {
  expect(compared(opened("ford-1914"), picture).svg).toBeNull();
});

test("the search is the library's", () => {
  const book = opened("lucent-2000");
  const { hits, total } = library(book.casebook, { text: "winstar", limit: 3 });
  expect(find(book, { text: "winstar", knownOn: null, limit: 3 })).toEqual({ hits, total });
  expect(hits.length).toBeGreaterThan(0);
});
