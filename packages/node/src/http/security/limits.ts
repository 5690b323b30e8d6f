/**
 * Counters of callers, in memory and bounded: at most `most` of them, the one that was quiet longest is forgotten first. They are lost when
 * the server stops, and each server of a team counts for itself; what must never be lost (who did what) is in the audit log instead.
 */
const MOST = 20_000;

/** So many requests a minute for each caller, half a minute's worth of them at once. */
export class Allowance {
  readonly #callers = new Map<string, { left: number; at: number }>();
  readonly #perMinute: number;

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Take one: 0 when it was there, else the milliseconds until there is one. */
  take(caller: string, now: number): number {
    const full = Math.max(1, this.#perMinute / 2);
    const perMillisecond = this.#perMinute / 60_000;
    const known = this.#callers.get(caller);
    const left = known ? Math.min(full, known.left + Math.max(0, now - known.at) * perMillisecond) : full;
    keep(this.#callers, caller, { left: left >= 1 ? left - 1 : left, at: now });
    return left >= 1 ? 0 : Math.ceil((1 - left) / perMillisecond);
  }

  get size(): number {
    return this.#callers.size;
  }
}

/** Failures that make the next attempt wait: the first `free` cost nothing, then 1 s, 2 s, 4 s ... up to `longest`. */
export class BackOff {
  readonly #callers = new Map<string, { failures: number; at: number; until: number }>();
  readonly #free: number;
  readonly #longest: number;

  constructor(free: number, longest: number) {
    this.#free = free;
    this.#longest = longest;
  }

  /** Milliseconds until this caller may try again; 0 when it may now. */
  wait(caller: string, now: number): number {
    return Math.max(0, (this.#callers.get(caller)?.until ?? 0) - now);
  }

  /** Counted before the attempt is judged, so that a hundred attempts at the same moment do not all come through. */
  attempt(caller: string, now: number): void {
    const known = this.#callers.get(caller);
    // Forgotten once it has been quiet for as long as the longest wait.
    const failures = (known && now - known.at < 2 * this.#longest ? known.failures : 0) + 1;
    const wait = failures <= this.#free ? 0 : Math.min(this.#longest, 1000 * 2 ** Math.min(30, failures - this.#free - 1));
    keep(this.#callers, caller, { failures, at: now, until: now + wait });
  }

  /** The attempt was right after all: it does not count. */
  excuse(caller: string): void {
    const known = this.#callers.get(caller);
    if (!known) return;
    if (known.failures <= 1) this.#callers.delete(caller);
    else this.#callers.set(caller, { ...known, failures: known.failures - 1, until: 0 });
  }

  forget(caller: string): void {
    this.#callers.delete(caller);
  }

  get size(): number {
    return this.#callers.size;
  }
}

function keep<T>(callers: Map<string, T>, caller: string, value: T): void {
  callers.delete(caller);
  callers.set(caller, value);
  if (callers.size > MOST) callers.delete(callers.keys().next().value!);
}
