import { readFileSync, writeFileSync } from "node:fs";
import type { Economy } from "../packages/keiretsu/src/simulate/economy.ts";
import { openRun } from "../packages/keiretsu/src/simulate/run.ts";
import type { Tally } from "../packages/keiretsu/src/simulate/tally.ts";
import { drawn } from "../packages/keiretsu/test/simulate/economies.ts";

/** As many paths, by the same seed, as py/simulate_rival.py runs. */
export const PATHS = 1000;
export const SEED = 1;

/** 50 firms over 40 quarters with promises of every kind. */
export function writeEconomy(path: string): void {
  writeFileSync(path, JSON.stringify(drawn(5, 50, 40, 1)));
}

export function readEconomy(path: string): Economy {
  return JSON.parse(readFileSync(path, "utf8")) as Economy;
}

const OUTCOMES = ["closed", "rolled", "failed"];

/** Failures, outcomes and cash of all paths, each path and firm with a weight of its own, so that two errors cannot cancel; -1 where the tally counted otherwise. */
export function pathsChecked(economy: Economy, tally: Tally): readonly [number, number] {
  const run = openRun(economy);
  const failed = new Float64Array(economy.firms.length);
  let failures = 0;
  let money = 0;
  for (let draw = 0; draw < PATHS; draw++) {
    const { failedIn, outcome, cash } = run({ seed: SEED, draw });
    for (const [i, kind] of outcome.entries()) {
      failures += (draw + 1) * (i + 1) * (3 * failedIn[i] + (kind === null ? -1 : OUTCOMES.indexOf(kind)));
      if (kind === "failed") failed[i]++;
    }
    money += (draw + 1) * cash.reduce((sum, amount, at) => sum + amount * (at + 1), 0);
  }
  const isCounted = tally.paths === PATHS && failed.every((count, i) => tally.outcomes[3 * i + 2] === count);
  return [isCounted ? failures : -1, money];
}
