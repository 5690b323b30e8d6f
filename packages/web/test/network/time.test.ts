import { defaultViewOptions } from "keiretsu";
import { expect, test } from "vitest";
import { dateAt, stepOf } from "../../src/state/stepping.ts";
import networkChanges from "../../src/worker/questions/network-changes.ts";
import networkDates from "../../src/worker/questions/network-dates.ts";
import { opened } from "../opened.ts";

const lucent = opened("lucent-2000");
const ai = opened("ai-alliances");
const project = { perimeter: "parent", inKind: true, contingent: false } as const;
const seen = (knownOn: string) => ({ ...defaultViewOptions, knownOn });

test("a date of the address stands on the last day that is not later; without one the end", () => {
  const days = ["2024-01-31", "2025-10-06", "2025-10-31", "2026-01-01"];
  expect([null, "2025-10-06", "2025-10-20", "2025-10", "2025", "2023-01-01", "2027"].map((date) => stepOf(days, date))).toEqual([
    4, 1, 1, 2, 2, 0, 3,
  ]);
  for (const step of [0, 1, 2, 3, 4]) expect(stepOf(days, dateAt(days, step))).toBe(step);
});

test("every turn of a leg has its day, once, in order", () => {
  const { valid, known } = networkDates(lucent, { chapters: ["all"] });
  expect([...new Set(valid)].sort()).toEqual(valid);
  expect([...new Set(known)].sort()).toEqual(known);
  for (const turn of lucent.casebook.status.filter((one) => one.validOn.text.length === 10)) expect(valid).toContain(turn.validOn.text);
  expect(networkDates(lucent, { chapters: ["none"] }).valid).toEqual([]);
});

test("the 100 billion: the letter is told when it is known, and its end when that is", () => {
  const { known } = networkDates(ai, { chapters: null });
  const letter = ai.casebook.status.filter((turn) => turn.leg === "nvda-openai-loi-equity");
  const steps = known.map((date, k) => ({
    date,
    what: networkChanges(ai, {
      lens: "pays",
      project,
      before: { ...seen(known[k - 1] ?? "1900"), atLeast: "letter-of-intent" },
      after: { ...seen(date), atLeast: "letter-of-intent" },
    })
      .filter((change) => change.tie.id === "nvda-openai-loi-equity")
      .map((change) => change.what),
  }));
  const told = steps.filter((step) => step.what.length > 0);
  expect(told[0].what).toEqual(["begins"]);
  expect(told[0].date).toBe(letter.map((turn) => turn.knownOn.text).sort()[0]);
  expect(told.at(-1)!.what).toEqual(["ends"]);
});

test("between a view and itself nothing changes", () => {
  const same = { lens: "pays", project, before: seen("2025-10-24"), after: seen("2025-10-24") } as const;
  expect(networkChanges(ai, same)).toEqual([]);
});
