import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { answer } from "./answer.ts";

const page = readFileSync(new URL("../../../../docs/reference/commands.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^ {4}(keiretsu .*)$/gm)].map(([, line]) => line);

describe("docs/reference/commands.md", () => {
  test.each(examples)("%s", async (line) => {
    const { code, stdout, stderr } = await answer(line);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout.length).toBeGreaterThan(0);
  });

  test("names every command and every option of the three questions", () => {
    for (const { name } of COMMANDS) expect(page, name).toMatch(new RegExp(`^###.*\\b${name}\\b`, "m"));
    for (const name of ["circularity", "spread", "loops"])
      for (const option of COMMANDS.find((command) => command.name === name)!.options) expect(page).toContain(`\`--${option.name}`);
  });
});
