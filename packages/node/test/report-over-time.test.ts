import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./cli/run.ts";

/** The section "Over time" of the small book of Lucent, with Ford beside it. */
const scratch = mkdtempSync(join(tmpdir(), "keiretsu-over-time-"));
const folder = join(scratch, "report");
let html = "";
let simulation: any;

beforeAll(async () => {
  const { code } = await run(`keiretsu report casebooks/lucent-2000 --beside casebooks/ford-1914 -o ${folder}`);
  expect(code).toBe(0);
  const page = readFileSync(join(folder, "report.html"), "utf8");
  html = page.slice(page.indexOf('<section id="over-time"'), page.indexOf("</section>", page.indexOf('<section id="over-time"')));
  simulation = JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).simulation;
});

afterAll(() => rmSync(scratch, { recursive: true }));

test("the outcome that is told is that of the result, and leads to its basis", () => {
  const { closed, failed } = simulation.values.firms[0].outcomes;
  expect(failed.share).toBeGreaterThan(0.9);
  expect(closed.share + failed.share).toBeLessThanOrEqual(1);
  expect(html).toMatch(
    /Competitive local carriers.*<a class="f" href="#basis-over-time">closes [\d.<]+%, rolls [\d.<]+%, fails 9\d(\.\d)?%<\/a>, in 1,000 paths/,
  );
});

test("each picture of the page has its files: three widths, table and JSON with the same rows", () => {
  const files = readdirSync(folder).filter((file) => file.startsWith("over-time-"));
  const names = files.filter((file) => file.endsWith(".csv")).map((file) => file.slice(0, -4));
  expect(names).toEqual(
    ["cash-clecs", "cash-lucent", "cash-winstar", "fan-coverage", "fan-revenue", "matters", "outcomes", "owing", "scenarios"].map(
      (name) => `over-time-${name}`,
    ),
  );
  for (const name of names) {
    for (const ending of [".svg", "-medium.svg", "-narrow.svg", ".json"]) expect(files).toContain(`${name}${ending}`);
    const { rows } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
    expect(
      readFileSync(join(folder, `${name}.csv`), "utf8")
        .trimEnd()
        .split("\r\n"),
    ).toHaveLength(rows.length + 1);
  }
  expect(html.match(/<figure>/g)).toHaveLength(names.length);
});

test("the table of sources and uses adds up: each year as much comes in as goes out", () => {
  const { rows } = JSON.parse(readFileSync(join(folder, "over-time-cash-clecs.json"), "utf8"));
  const sums = new Map<string, number>();
  for (const { quarter, side, amount } of rows) sums.set(quarter, (sums.get(quarter) ?? 0) + (side === "source" ? amount : -amount));
  expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
});

test("the case of the past stands beside in a column of its own, every reported figure with its claim", () => {
  expect(html).toContain("Beside cases of the past");
  expect(html).toContain("Ford and the five-dollar day");
  const misses = simulation.values.calibration;
  expect(misses.length).toBeGreaterThan(3);
  for (const { claim } of misses) expect(html).toContain(`#claim-${claim}`);
});
