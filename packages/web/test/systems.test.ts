import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDS } from "../../node/src/cli/main.ts";
import { formatRoute, parseRoute } from "../src/state/route.ts";

/** docs/systems.md names for each row the place of the app that shows it. */
const rows = readFileSync("docs/systems.md", "utf8")
  .split("\n")
  .flatMap((line) => {
    const cells = /^\| (\d+) \| .*? \| `keiretsu (\S+) [^`]*` \| (?:`(#[^`]*)`)? ?\|/.exec(line);
    return cells ? [{ no: Number(cells[1]), command: cells[2], hash: cells[3] ?? "" }] : [];
  });

const pages = new Set([...readFileSync("packages/web/src/views/pages.ts", "utf8").matchAll(/\bid: "([a-z-]+)"/g)].map(([, id]) => id));

test("every row has a place in the app", () => {
  expect(rows.map(({ no }) => no)).toEqual(Array.from({ length: 54 }, (_, k) => k + 1));
});

test.each(rows)("$no $hash", ({ command, hash }) => {
  const route = parseRoute(hash);
  expect(pages).toContain(route.page);
  expect(formatRoute(route)).toBe(hash);
  expect(route.params.book).toBeTruthy();
  if (route.page !== "ask") return;
  expect(route.id).toBe(command);
  const asked = COMMANDS.find(({ name }) => name === command)!;
  const known = [...asked.options, ...asked.arguments].map(({ name }) => name);
  for (const name of Object.keys(route.params)) if (name !== "book") expect(known).toContain(name);
});
