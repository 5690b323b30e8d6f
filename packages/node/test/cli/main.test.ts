import { describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/main.ts";
import { displayWidth } from "../../src/cli/output.ts";
import { answer } from "./answer.ts";
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

/** `report`, `store`, `verify`, `key`, `account` and `token` work on files and `serve` does not end: their own tests run them. */
const printing = COMMANDS.filter((command) => !["report", "serve", "store", "verify", "key", "account", "token"].includes(command.name));
/** Commands whose every line is laid out; the others print text as sources have it. */
const LAID_OUT = ["circularity", "spread", "loops", "layers"];
const examples = printing.flatMap((command) => command.examples.map((example) => ({ example, laidOut: LAID_OUT.includes(command.name) })));

describe("the examples of the help", () => {
  test.each(examples)("$example runs in both languages", async ({ example, laidOut }) => {
    for (const language of languages) {
      const { code, stdout, stderr } = await answer(language === "en" ? example : `${example} --lang ${language}`);
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(stdout.length).toBeGreaterThan(0);
      if (laidOut) for (const line of stdout.split("\n")) expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    }
  });

  const tables = printing.filter((command) => command.csv).map((command) => command.examples[0].replace(/ --(json|csv)/, ""));
  test.each(tables)("%s --csv writes rows of one length", async (example) => {
    const { code, stdout } = await answer(`${example} --csv`);
    expect(code).toBe(0);
    expect([...new Set(cells(stdout).map((row) => row.length))]).toHaveLength(1);
    expect((await run(`${example} --json --csv`)).code).toBe(2);
  });
});

/** RFC 4180, strictly: CRLF ends a row, a quoted cell may hold anything. */
function cells(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
    cell.lastIndex = at;
    const match = cell.exec(text);
    if (!match) throw new Error(`no cell at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2]);
    if (match[3] !== ",") rows.push([]);
    at = cell.lastIndex;
  }
  return rows.slice(0, -1);
}
