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
  /** When and by which command; null for rows kept from before these were noted. */
  readonly date: string | null;
  readonly command: string | null;
}

export interface Report {
  readonly measured: readonly Measured[];
  readonly networks: ReadonlyMap<Size, DegreeStatistics>;
  readonly absent: readonly string[];
}

/** The page bench/RESULTS.md. */
export function report({ measured, networks, absent }: Report): string {
  const lines = [
    "# Measured speed",
    "",
    `Node ${process.version}, ${systemType()} ${release()}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB. One thread each, but for ours where it says 2 workers.`,
    "Tools ran in turn inside each round, each in its own process; seconds are the median (smallest to largest) over all calls of all rounds,",
    '"first" is the median of the first call of a process. Reading the network is not timed, except for CSV. Answers were compared before times.',
    "On a machine shared with other work medians drift; the fastest call of each tool is the better witness there, and goals show both.",
    "",
    ...commands(measured),
    "",
    "## Networks",
    "",
    "| name | nodes | edges | mean degree | largest out | largest in | edges from top 1 % | reciprocal |",
    "|---|---|---|---|---|---|---|---|",
    ...[...networks].map(([size, s]) =>
      cells([size, NETWORKS[size].n, NETWORKS[size].m, s.meanOut, s.maxOut, s.maxIn, percent(s.topHundredth), percent(s.reciprocal)]),
    ),
    "",
    ...measured.flatMap(section),
  ];
  if (absent.length > 0) lines.push("## Absent", "", ...[...new Set(absent)].map((what) => `- ${what}`), "");
  return lines.join("\n");
}

/** Every command whose rows stand on the page. */
function commands(measured: readonly Measured[]): string[] {
  const rowsOf = new Map<string, string[]>();
  for (const { row, date, command } of measured) {
    const by = command === null ? "An earlier run whose command was not noted" : `${date}, \`${command}\``;
    rowsOf.set(by, [...(rowsOf.get(by) ?? []), row.id]);
  }
  return [...rowsOf].map(([by, ids]) => `- ${by}: ${ids.join("; ")}.`);
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
