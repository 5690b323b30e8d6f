/** A range of real numbers; an unknown bound is infinite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Interval arithmetic (Moore 1966): the result holds every value that the operands can give together, each moving by itself. */
export function add(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

export function negate(a: Interval): Interval {
  return { low: -a.high, high: -a.low };
}

export function multiply(a: Interval, b: Interval): Interval {
  const corners = [times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

/** null when the divisor is 0 and nothing else; unbounded where the divisor reaches 0. */
export function divide(a: Interval, b: Interval): Interval | null {
  if (b.low === 0 && b.high === 0) return null;
  if (b.low < 0 && b.high > 0) return { low: -Infinity, high: Infinity };
  if (b.low === 0 || b.high === 0)
    return multiply(a, b.low === 0 ? { low: 1 / b.high, high: Infinity } : { low: -Infinity, high: 1 / b.low });
  const corners = [over(a.low, b.low), over(a.low, b.high), over(a.high, b.low), over(a.high, b.high)];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

export function least(parts: readonly Interval[]): Interval {
  return { low: Math.min(...parts.map((part) => part.low)), high: Math.min(...parts.map((part) => part.high)) };
}

export function greatest(parts: readonly Interval[]): Interval {
  return { low: Math.max(...parts.map((part) => part.low)), high: Math.max(...parts.map((part) => part.high)) };
}

/** An infinite bound stands for a number that is unknown yet finite, so that 0 times it is 0. */
function times(x: number, y: number): number {
  return x === 0 || y === 0 ? 0 : x * y;
}

function over(x: number, y: number): number {
  return Number.isFinite(y) ? x / y : 0;
}
