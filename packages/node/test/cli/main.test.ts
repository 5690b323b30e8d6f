import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { displayWidth } from "../../src/cli/output.ts";
import { run } from "./run.ts";

const languages = ["en", "fr"] as const;

describe("the frame", () => {
  test("without a command it shows the help and is a call at fault", async () => {
    const { code, stdout, stderr } = await run("keiretsu");
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("Usage: keiretsu");
  });

  test("--help speaks French with --lang fr and with a French locale, never half and half", async () => {
    for (const asked of [await run("keiretsu --lang fr --help"), await run("keiretsu --help", { env: { LANG: "fr_FR.UTF-8" } })]) {
      expect(asked.code).toBe(0);
      expect(asked.stdout).toContain("Usage : keiretsu");
      expect(asked.stdout).toContain("Commandes :");
      expect(asked.stdout).not.toMatch(/Options:|display help|Commands:/);
    }
  });

  test("a locale of the machine loses against --lang", async () => {
    expect((await run("keiretsu --help --lang en", { env: { LANG: "fr_FR.UTF-8" } })).stdout).toContain("Usage: keiretsu");
  });

  test("--version prints one line", async () => {
    expect(await run("keiretsu --version")).toEqual({ code: 0, stdout: "0.1.0\n", stderr: "" });
  });

  test("an unknown command is named, with what is near it, in the language of the call", async () => {
    for (const command of COMMANDS.slice(0, 1)) {
      const typo = `${command.name}x`;
      expect(await run(`keiretsu ${typo}`)).toEqual({
        code: 2,
        stdout: "",
        stderr: `Unknown command "${typo}". Did you mean ${command.name}?\n`,
      });
      expect((await run(`keiretsu ${typo} --lang fr`)).stderr).toBe(
        `Commande inconnue : « ${typo} ». Vouliez-vous dire ${command.name} ?\n`,
      );
    }
  });
});

describe.each(COMMANDS.map((command) => ({ command, name: command.name })))("keiretsu $name", ({ command }) => {
  test.each(languages)("--help (%s) shows its examples and fits 80 columns", async (language) => {
    const { code, stdout } = await run(`keiretsu ${command.name} --help --lang ${language}`);
    expect(code).toBe(0);
    for (const example of command.examples) expect(stdout).toContain(example);
    const beforeExamples = stdout.split(/^Exemples :|^Examples:/m)[0];
    for (const line of beforeExamples.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  test("an unknown option is refused", async () => {
    const { code, stdout, stderr } = await run(`keiretsu ${command.name} --nonsense`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--nonsense");
  });

  test("a value that is not allowed is refused with what is", async () => {
    const required = command.arguments.filter((argument) => argument.required).map(() => "casebooks/ai-alliances");
    const { code, stderr } = await run(`keiretsu ${command.name} ${required.join(" ")} --lang de`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--lang: found "de", expected one of en, fr\.|is required/);
  });
});
