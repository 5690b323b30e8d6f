import { afterAll, describe, expect, test } from "vitest";
import { QUESTIONS } from "../../src/http/answers/questions.ts";
import { answer } from "../cli/answer.ts";
import { serveBooks } from "./bench.ts";

const served = await serveBooks(["casebooks/ai-alliances", "casebooks/keiretsu-japan", "casebooks/lucent-2000"]);
afterAll(() => served.close());

/** A line of the command line as the address of the same question. */
function addressOf(line: string): string {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare).slice(1);
  const [name, folder, ...rest] = words;
  const { command } = QUESTIONS.get(name)!;
  const sent = new Map<string, string>();
  const positions = command.arguments.slice(1).map((argument) => argument.name);
  for (let i = 0; i < rest.length; i++) {
    if (!rest[i].startsWith("--")) {
      sent.set(positions.shift()!, rest[i]);
      continue;
    }
    const option = rest[i].slice(2);
    const isFlag = command.options.find((one) => one.name === option)?.kind === "flag";
    const value = isFlag ? "true" : rest[++i];
    sent.set(option, sent.has(option) ? `${sent.get(option)},${value}` : value);
  }
  sent.delete("lang");
  return `/api/v1/casebooks/${folder.split("/").at(-1)}/answers/${name}?${new URLSearchParams([...sent])}`;
}

/** Examples that name files of this machine are for the command line alone; reports and saved predictions have tests of their own. */
const lines = [...QUESTIONS.values()]
  .filter(({ command }) => command.name !== "report")
  .flatMap(({ command }) => command.examples)
  .map((line) => line.replace(/ --(csv|json)\b/g, ""))
  .filter((line) => !line.includes("--edges") && !line.includes("--due") && !line.includes("--out"));

describe("an answer is the same over HTTP as from the command line", () => {
  test("every command that asks a casebook has an example here", () => {
    const named = new Set(lines.map((line) => line.split(" ")[1]));
    expect([...QUESTIONS.keys()].filter((name) => !named.has(name))).toEqual(["report"]);
  });

  test.each(lines)("%s", async (line) => {
    const { stdout, code, stderr } = await answer(`${line} --json`);
    expect(code, stderr).toBe(0);
    const response = await served.get(addressOf(line));
    expect(await response.text()).toBe(stdout);
    expect(response.headers.get("content-type")).toBe("application/json");
  });

  test("what the workbench asks first is answered at once, of the revision that the files are of", async () => {
    const address = "/api/v1/casebooks/ai-alliances/opening?most=16";
    // Until it is at hand, nothing is said, and nobody is kept waiting.
    await expect.poll(async () => (await served.get(address)).status, { timeout: 30_000 }).toBe(200);
    const response = await served.get(address);
    const { id, revision, digest, answers } = (await response.json()) as { readonly [name: string]: unknown };
    const { files: _, ...book } = (await (await served.get("/api/v1/casebooks/ai-alliances/files")).json()) as Record<string, unknown>;
    expect({ id, revision, digest }).toEqual(book);
    expect(Object.keys(answers as object).map((key) => key.split(" ")[0])).toEqual([
      "book",
      "headline",
      "network",
      "networkLayout",
      "networkDates",
    ]);
    const told = JSON.parse((await answer("keiretsu circularity casebooks/ai-alliances --json")).stdout) as { readonly values: object };
    const headline = Object.entries(answers as Record<string, { readonly values: object }>).find(([key]) => key.startsWith("headline"))![1];
    expect(headline.values).toMatchObject({ gross: (told.values as { readonly gross: object }).gross });
    const again = await served.get(address, { "If-None-Match": response.headers.get("etag")! });
    expect(again.status).toBe(304);
    expect((await served.get("/api/v1/casebooks/nowhere/opening?most=16")).status).toBe(404);
  });

  test("so are tables", async () => {
    const { stdout } = await answer("keiretsu loops casebooks/ai-alliances --csv");
    const response = await served.get("/api/v1/casebooks/ai-alliances/answers/loops", { Accept: "text/csv" });
    expect(await response.text()).toBe(stdout);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  });

  test("so are networks for other tools, each in the language asked for", async () => {
    const address = "/api/v1/casebooks/ai-alliances/answers/export?ghosts=true";
    for (const format of ["gexf", "graphml"]) {
      const { stdout } = await answer(`keiretsu export casebooks/ai-alliances --ghosts --format ${format}`);
      const response = await served.get(address, { Accept: `application/${format}+xml` });
      expect(await response.text()).toBe(stdout);
      expect(response.headers.get("content-type")).toBe(`application/${format}+xml; charset=utf-8`);
    }
    for (const language of ["en", "fr"])
      expect(await (await served.get(`${address}&lang=${language}`)).text()).toBe(
        (await answer(`keiretsu export casebooks/ai-alliances --ghosts --json --lang ${language}`)).stdout,
      );
  });
});
