import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gatherReport, report } from "keiretsu";
import { expect, test } from "vitest";
import { readCasebook } from "../src/files.ts";

/** The one picture of the README is drawn by the product from the AI casebook. UPDATE_PICTURES=1 draws it again after the data has changed. */
test.each([
  { language: "en", file: "docs/picture.svg" },
  { language: "fr", file: "docs/picture-fr.svg" },
] as const)("$file is what the product draws", ({ language, file }) => {
  const drawn = report(gatherReport(readCasebook("casebooks/ai-alliances").casebook), language).svgs.network;
  if (process.env.UPDATE_PICTURES) writeFileSync(file, drawn);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, "utf8")).toBe(drawn);
});
