import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readersFolder, stepsOf, take } from "./shown.ts";

/** Every recipe, and every other page with a block of commands, is followed to the letter in a folder of its own. */

const home = process.cwd();
const pages = globSync("docs/**/*.md").filter((page) => stepsOf(page).length > 0);
let reader = "";

beforeEach(() => {
  reader = readersFolder();
  process.chdir(reader);
});

afterEach(() => {
  process.chdir(home);
  rmSync(reader, { recursive: true });
});

test("every recipe has steps", () => {
  const recipes = globSync("docs/recipes/*.md", { cwd: home });
  expect(recipes.length).toBeGreaterThan(0);
  expect(recipes.filter((page) => !pages.includes(page))).toEqual([]);
});

test.each(pages.sort())("%s", async (page) => {
  for (const step of stepsOf(join(home, page))) await take(step);
});
