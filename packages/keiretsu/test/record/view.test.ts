import { describe, expect, it } from "vitest";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

// One deal told over six months, with the answer worked out by hand at each corner of (valid, known).
const letter = toy(`
  letter: A pays B up to 100 for equity on 2025-09-22 (letter-of-intent)
  letter is announced on 2025-09-22 known 2025-10-07 says article
  letter is letter-of-intent on 2025-11-19 known 2025-11-19 says filing
  letter is rumoured on 2026-02-20 known 2026-02-20
  letter is lapsed on 2026-02-27 known 2026-06-05 says compilation
`);

describe("status in force", () => {
  it.each([
    // knownOn, validOn, verdict at letter-of-intent, status
    ["2025-09-21", null, "not-known", null],
    ["2025-09-22", null, "counted", "letter-of-intent"],
    ["2025-09", null, "counted", "letter-of-intent"],
    ["2025-10-06", null, "counted", "letter-of-intent"],
    ["2025-10-07", null, "counted", "announced"],
    ["2025-11-18", null, "counted", "announced"],
    ["2025-11-19", null, "counted", "letter-of-intent"],
    ["2026-02-27", null, "below-status", "rumoured"],
    ["2026-06-04", null, "below-status", "rumoured"],
    ["2026-06-05", null, "lapsed", "lapsed"],
    [null, null, "lapsed", "lapsed"],
    [null, "2025-09-21", "not-valid", null],
    [null, "2025-09-22", "counted", "announced"],
    [null, "2025", "counted", "letter-of-intent"],
    [null, "2026-02-26", "below-status", "rumoured"],
    ["2025-12-31", "2025-10-01", "counted", "announced"],
  ] as const)("known %s, valid %s: %s (%s)", (knownOn, validOn, verdict, status) => {
    const [row] = view(letter, { knownOn, validOn, atLeast: "letter-of-intent" }).legs;
    expect(row.verdict).toBe(verdict);
    expect(row.status?.status ?? null).toBe(status);
  });
});
