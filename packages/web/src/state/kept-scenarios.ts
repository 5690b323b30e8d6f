import { keep } from "./keep.ts";
/** Scenarios that the reader keeps under a name, in this browser alone. */
export interface KeptScenario {
  readonly name: string;
  readonly book: string;
  readonly changes: number;
  /** As in the address. */
  readonly packed: string;
}

const place = "keiretsu-scenarios";

export function keptScenarios(): readonly KeptScenario[] {
  try {
    const value: unknown = JSON.parse(keep.getItem(place) ?? "[]");
    return Array.isArray(value) ? value.filter(isKept) : [];
  } catch {
    return [];
  }
}

/** One of a book and a name; the later takes the place of the earlier. */
export function keepScenario(scenario: KeptScenario): readonly KeptScenario[] {
  return write([...keptScenarios().filter((one) => one.name !== scenario.name || one.book !== scenario.book), scenario]);
}

export function dropScenario({ name, book }: KeptScenario): readonly KeptScenario[] {
  return write(keptScenarios().filter((one) => one.name !== name || one.book !== book));
}

function write(scenarios: readonly KeptScenario[]): readonly KeptScenario[] {
  keep.setItem(place, JSON.stringify(scenarios));
  return scenarios;
}

function isKept(value: unknown): value is KeptScenario {
  const { name, book, changes, packed } = (value ?? {}) as Partial<Record<keyof KeptScenario, unknown>>;
  return typeof name === "string" && typeof book === "string" && typeof changes === "number" && typeof packed === "string";
}
