import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readersFolder, stepsOf, take } from "./shown.ts";

/** Every recipe is followed to the letter, from its first step to its last, in a folder of its own. */

const home = process.cwd();
const folder = join(home, "docs", "recipes");
const pages = readdirSync(folder).filter((page) => page.endsWith(".md"));
let reader = "";

beforeEach(() => {
  reader = readersFolder();
  process.chdir(reader);
});

afterEach(() => {
  process.chdir(home);
  rmSync(reader, { recursive: true });
});

test.each(pages)("%s", async (page) => {
  const steps = stepsOf(join(folder, page));
  expect(steps.length).toBeGreaterThan(1);
  for (const step of steps) await take(step);
});
