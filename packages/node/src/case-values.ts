import type { Tolerance } from "keiretsu";

/** One expected value against what was found. */
export interface Comparison {
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;
  readonly holds: boolean;
}

/** Compare leaf by leaf every expected value; found values without an expected one are not looked at. */
export function compareValues(found: unknown, expected: unknown, tolerance: Tolerance, path = ""): Comparison[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) {
      return [{ path, expected: sizeOf(expected), found: sizeOf(found), holds: false }];
    }
    if (expected.length === 0) return [{ path, expected: "0 entries", found: "0 entries", holds: true }];
    return expected.flatMap((value, i) => compareValues(found[i], value, tolerance, `${path}[${i}]`));
  }
  if (isObject(expected)) {
    const has = isObject(found) ? found : {};
    return Object.keys(expected).flatMap((key) => compareValues(has[key], expected[key], tolerance, path === "" ? key : `${path}.${key}`));
  }
  if (typeof expected === "number" && typeof found === "number") {
    return [{ path, expected, found, holds: Math.abs(found - expected) <= tolerance.abs + tolerance.rel * Math.abs(expected) }];
  }
  return [{ path, expected, found, holds: found === expected }];
}

function sizeOf(value: unknown): unknown {
  return Array.isArray(value) ? `${value.length} entries` : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
