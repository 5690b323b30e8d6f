import { cpus, totalmem, type as systemType, release } from "node:os";
import process from "node:process";
import type { DegreeStatistics } from "./data-file.ts";
import { NETWORKS, type Goal, type Row, type Size } from "./row.ts";

/** What one process of a tool reports. */
export interface Sample {
  readonly seconds: readonly number[];
  readonly check: readonly [number, number];
  readonly iterations?: number;
  readonly peakMb: number;
  readonly version?: string;
}

export interface Measured {
  readonly row: Row;
  readonly samples: ReadonlyMap<string, readonly Sample[]>;
  /** Tools whose answer is not the one most agree on. */
  readonly wrong: readonly string[];
}

/** A page as its parts: what was measured earlier stays on it word for word. */
export interface Page {
  /** What is told of a row, by its id. */
  readonly rows: ReadonlyMap<string, { readonly by: string; readonly lines: readonly string[] }>;
  /** Line of a network in the table, by its name. */
  readonly networks: ReadonlyMap<string, string>;
  /** What was absent, a line each. */
  readonly absent: readonly string[];
}

export function readPage(text: string): Page {
  const all = text.split("\n");
  const by = new Map(
    all.flatMap((line) => {
      const [, who, ids] = /^- (.*): ([^:`]+)\.$/.exec(line) ?? [];
      return who !== undefined && / run |`npm run bench/.test(line) ? ids.split("; ").map((id) => [id, who] as const) : [];
    }),
  );
  const heads = all.flatMap((line, at) => (line.startsWith("## ") ? [at] : []));
  const sections = new Map(heads.map((at, k) => [all[at].slice(3), all.slice(at, heads[k + 1] ?? all.length)]));
  const table = (sections.get("Networks") ?? []).flatMap((line): (readonly [string, string])[] => {
    const [, name] = /^\| (\w+) \| \d/.exec(line) ?? [];
    return name === undefined ? [] : [[name, line]];
  });
  const rows = [...sections].flatMap(([id, told]) => (by.has(id) ? [[id, { by: by.get(id)!, lines: told }] as const] : []));
  const absent = (sections.get("Absent") ?? []).flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []));
  return { rows: new Map(rows), networks: new Map(table), absent };
}

export interface Report {
  readonly measured: readonly Measured[];
  /** When and by which command. */
  readonly by: string;
  readonly networks: ReadonlyMap<Size, DegreeStatistics>;
  readonly absent: readonly string[];
  /** What stays of the page as it was; null = nothing. */
  readonly kept: Page | null;
  /** Ids of the rows in their order. */
  readonly order: readonly string[];
}

/** The page bench/RESULTS.md. */
export function report({ measured, by, networks, absent, kept, order }: Report): string {
  const rows = new Map([...(kept?.rows ?? []), ...measured.map((one) => [one.row.id, { by, lines: section(one) }] as const)]);
  const shown = order.flatMap((id) => (rows.has(id) ? [{ id, ...rows.get(id)! }] : []));
  const tables = new Map([
    ...(kept?.networks ?? []),
    ...[...networks].map(
      ([size, s]) =>
        [
          size as string,
          cells([size, NETWORKS[size].n, NETWORKS[size].m, s.meanOut, s.maxOut, s.maxIn, percent(s.topHundredth), percent(s.reciprocal)]),
        ] as const,
    ),
  ]);
  const page = [
    "# Measured speed",
    "",
    `Last run: Node ${process.version}, ${systemType()} ${release()}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB. One thread each, but for ours where it says 2 workers.`,
    "Tools ran in turn inside each round, each in its own process; seconds are the median (smallest to largest) over all calls of all rounds,",
    '"first" is the median of the first call of a process. Reading the network is not timed, except for CSV. Answers were compared before times.',
    "On a machine shared with other work medians drift; the fastest call of each tool is the better witness there, and goals show both.",
    "",
    ...commands(shown),
    "",
    "## Networks",
    "",
    "| name | nodes | edges | mean degree | largest out | largest in | edges from top 1 % | reciprocal |",
    "|---|---|---|---|---|---|---|---|",
    ...tables.values(),
    "",
    ...shown.flatMap(({ lines }) => lines),
  ];
  const fresh = measured.map(({ row }) => `${row.id}, `);
  const missing = new Set([...(kept?.absent ?? []).filter((what) => !fresh.some((id) => what.startsWith(id))), ...absent]);
  if (missing.size > 0) page.push("## Absent", "", ...[...missing].map((what) => `- ${what}`), "");
  return page.join("\n");
}

/** Every command whose rows stand on the page. */
function commands(rows: readonly { readonly id: string; readonly by: string }[]): string[] {
  const idsOf = new Map<string, string[]>();
  for (const { id, by } of rows) idsOf.set(by, [...(idsOf.get(by) ?? []), id]);
  return [...idsOf].map(([by, ids]) => `- ${by}: ${ids.join("; ")}.`);
}

function section({ row, samples, wrong }: Measured): string[] {
  const ours = median(secondsOf(samples.get("keiretsu") ?? [...samples.values()][0]));
  const lines = [
    `## ${row.id}`,
    "",
    `${row.title}. ${row.repeats} call${row.repeats > 1 ? "s" : ""} in each process.`,
    "",
    "| tool | seconds | first | times ours | rounds | peak MB | check |",
    "|---|---|---|---|---|---|---|",
  ];
  for (const [name, list] of samples) {
    const seconds = secondsOf(list);
    const version = list[0].version ? ` ${list[0].version}` : "";
    const steps = list[0].iterations ? `, ${list[0].iterations} steps` : "";
    const shown = `${short(median(seconds))} (${short(Math.min(...seconds))}-${short(Math.max(...seconds))})`;
    const check = `${list[0].check.map((x) => Number(x.toPrecision(12))).join(", ")}${wrong.includes(name) ? " WRONG" : ""}${steps}`;
    const first = short(median(list.map((sample) => sample.seconds[0])));
    const peak = Math.round(Math.max(...list.map((sample) => sample.peakMb)));
    lines.push(cells([name + version, shown, first, `${short(median(seconds) / ours)}x`, list.length, peak, check]));
  }
  lines.push("", ...row.goals.map((goal) => verdict(goal, samples)), ...(row.goals.length > 0 ? [""] : []));
  return lines;
}

function verdict(goal: Goal, samples: Measured["samples"]): string {
  const { against, atMost, of = "keiretsu" } = goal;
  const who = of === "keiretsu" ? "" : ` of ${of}`;
  const mine = samples.get(of);
  if (!mine) return `- Goal${who} against ${against}: not measured.`;
  const seconds = median(secondsOf(mine));
  if (against === "seconds") return bound(`at most ${atMost} s`, who, seconds, atMost, "s");
  if (against === "MB") return bound(`at most ${atMost} MB`, who, Math.max(...mine.map(({ peakMb }) => peakMb)), atMost, "MB");
  const wanted = atMost >= 1 ? `at most ${atMost} times ${against}` : `at least ${short(1 / atMost)} times faster than ${against}`;
  const rival = samples.get(against);
  if (!rival) return `- Goal${who} ${wanted}: not measured, ${against} is absent.`;
  const ratio = seconds / median(secondsOf(rival));
  const best = Math.min(...secondsOf(mine)) / Math.min(...secondsOf(rival));
  const words = (x: number): string => (atMost >= 1 ? `${x.toFixed(2)} times` : `${short(1 / x)} times faster`);
  const shown = `${words(ratio)} (fastest calls against each other: ${words(best)})`;
  if (ratio <= atMost) return `- Goal${who} ${wanted}: reached, ${shown}.`;
  return `- Goal${who} ${wanted}: MISSED, ${shown}; ${((ratio / atMost - 1) * 100).toFixed(0)} % slower than the goal.`;
}

function bound(wanted: string, who: string, found: number, most: number, unit: string): string {
  return `- Goal${who} ${wanted}: ${found <= most ? "reached" : "MISSED"}, ${short(found)} ${unit}.`;
}

function secondsOf(samples: readonly Sample[] | undefined): number[] {
  return (samples ?? []).flatMap((sample) => sample.seconds);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function short(x: number): string {
  return String(Number(x.toPrecision(3)));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function cells(values: readonly (string | number)[]): string {
  return `| ${values.join(" | ")} |`;
}
