import { type FlowClass, type Status, type Tie, tieSize } from "keiretsu";

/** Which ties of a lens a reader wants drawn. Every list is empty for "all". */
export interface NetworkFilters {
  readonly flows: readonly FlowClass[];
  readonly statuses: readonly Status[];
  readonly instruments: readonly string[];
  readonly kinds: readonly string[];
  /** Least upper bound of an amount, in the unit of the lens; 0 for none. */
  readonly least: number;
  /** Only this firm, those it has a tie with, and the ties among them; "" for all. */
  readonly around: string;
  readonly hidden: readonly string[];
  /** Ties that come round go before the others when not all are drawn. */
  readonly round: boolean;
  /** Most ties drawn. */
  readonly most: number;
}

export const noFilters: NetworkFilters = {
  flows: [],
  statuses: [],
  instruments: [],
  kinds: [],
  least: 0,
  around: "",
  hidden: [],
  round: false,
  most: Infinity,
};

export interface Chosen {
  /** What the filters let pass, largest first. */
  readonly passed: readonly Tie[];
  readonly drawn: readonly Tie[];
  /** What is not drawn, by why. */
  readonly filtered: readonly Tie[];
  readonly smaller: readonly Tie[];
  readonly unknown: readonly Tie[];
}

/** `all` comes largest first, ties without an amount last. */
export function choose(all: readonly Tie[], filters: NetworkFilters, kindOf: (firm: string) => string): Chosen {
  const passes = (tie: Tie): boolean =>
    has(filters.flows, tie.flow) &&
    (tie.status === null || has(filters.statuses, tie.status)) &&
    has(filters.instruments, tie.instrument) &&
    has(filters.kinds, kindOf(tie.from)) &&
    has(filters.kinds, kindOf(tie.to)) &&
    (filters.least === 0 || (tieSize(tie) ?? 0) >= filters.least) &&
    !filters.hidden.includes(tie.from) &&
    !filters.hidden.includes(tie.to);
  const kept = all.filter(passes);
  const near = neighbours(kept, filters.around);
  const passed = near === null ? kept : kept.filter((tie) => near.has(tie.from) && near.has(tie.to));
  const inOrder = filters.round ? [...passed.filter((tie) => tie.round), ...passed.filter((tie) => !tie.round)] : passed;
  const drawn = inOrder.slice(0, filters.most);
  const left = inOrder.slice(filters.most);
  const shown = new Set(passed);
  return {
    passed,
    drawn,
    filtered: all.filter((tie) => !shown.has(tie)),
    smaller: left.filter((tie) => tieSize(tie) !== null),
    unknown: left.filter((tie) => tieSize(tie) === null),
  };
}

function has<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function neighbours(some: readonly Tie[], around: string): ReadonlySet<string> | null {
  if (around === "") return null;
  const touching = some.filter((tie) => tie.from === around || tie.to === around);
  return new Set([around, ...touching.flatMap((tie) => [tie.from, tie.to])]);
}
