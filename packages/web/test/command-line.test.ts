import { expect, test } from "vitest";
import { commandLine } from "../src/state/command-line.ts";

const line = (params: Record<string, string>, asked: Parameters<typeof commandLine>[2]): string =>
  commandLine("ai-alliances", params, asked);

test("a command says what the address says where it is not the default, and only what it takes", () => {
  const params = { known: "2025-10-24", "at-least": "announced", policy: "lowest", contingent: "yes", book: "ai-alliances", lang: "fr" };
  expect(
    line(params, { command: "loops", takes: "project", options: { stated: true, firm: ["nvidia", "openai"], "max-length": null } }),
  ).toBe("keiretsu loops casebooks/ai-alliances --stated --firm nvidia --firm openai --known 2025-10-24 --policy lowest --contingent yes");
  expect(line(params, { command: "find", takes: "dates", args: ["100 billion"] })).toBe(
    "keiretsu find casebooks/ai-alliances '100 billion' --known 2025-10-24",
  );
});

test("what is typed by hand in an address cannot run as a command", () => {
  expect(line({ known: "$(rm -rf /)'; ls" }, { command: "circularity", takes: "view" })).toBe(
    `keiretsu circularity casebooks/ai-alliances --known '$(rm -rf /)'\\''; ls'`,
  );
});
