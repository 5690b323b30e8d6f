import { KeiretsuError } from "../assert.ts";
import type { Economy } from "./economy.ts";

/** Throws `bad-economy` with the first thing that cannot be. */
export function checkEconomy({ firms, commitments, stakes, traced, loops = [], quarters, liquidation, minorUnit }: Economy): void {
  const n = firms.length;
  const isFirm = (i: number): boolean => Number.isInteger(i) && i >= 0 && i < n;
  const amounts = (name: string, values: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== "number") continue;
      // A loan that is repaid from the first quarter on was drawn before it.
      const signed = key === "growth" || key === "correlation" || key === "drawUntil";
      if (!(Number.isFinite(value) && (signed || value >= 0)))
        fail(`${name}: ${key} is ${value}, expected a finite number${signed ? "" : ", not negative"}`);
    }
  };
  if (!(Number.isInteger(quarters) && quarters >= 0)) fail(`quarters is ${quarters}, expected a whole number`);
  if (!(minorUnit >= 0 && minorUnit < Infinity)) fail(`minorUnit is ${minorUnit}, expected 0 or more`);
  if (!(liquidation >= 0 && liquidation <= 1)) fail(`liquidation is ${liquidation}, expected 0 to 1`);
  for (const firm of firms) {
    amounts(`firm ${firm.id}`, { ...firm });
    amounts(`firm ${firm.id}`, { multiple: firm.round.multiple });
    if (!(firm.growth > -1)) fail(`firm ${firm.id}: growth is ${firm.growth}, expected above -1`);
    if (!(Math.abs(firm.correlation) <= 1)) fail(`firm ${firm.id}: correlation is ${firm.correlation}, expected -1 to 1`);
    if (!(firm.payout <= 1)) fail(`firm ${firm.id}: payout is ${firm.payout}, expected 0 to 1`);
  }
  const purchases = new Set(commitments.filter(({ kind }) => kind === "purchase").map(({ id }) => id));
  for (const commitment of commitments) {
    const { id, from, to, probability } = commitment;
    amounts(`commitment ${id}`, { ...commitment });
    if (!isFirm(from) || !isFirm(to) || from === to) fail(`commitment ${id}: from ${from} to ${to}, expected two different firms of ${n}`);
    if (commitment.kind === "loan" && !((commitment.forbearance ?? 0) <= 1))
      fail(`commitment ${id}: forbearance is ${commitment.forbearance}, expected 0 to 1`);
    if (!(probability <= 1)) fail(`commitment ${id}: probability is ${probability}, expected 0 to 1`);
    if ("purchase" in commitment && commitment.purchase !== null && !purchases.has(commitment.purchase))
      fail(`commitment ${id}: no purchase "${commitment.purchase}"`);
  }
  for (const { holder, held, share, value, market, sale } of stakes) {
    amounts(`stake of ${holder} in ${held}`, { ...sale });
    if (market && !(market.change > -1 && Number.isFinite(market.change)))
      fail(`stake of ${holder} in ${held}: price change is ${market.change}, expected above -1`);
    if (!isFirm(holder) || !isFirm(held) || !(share >= 0 && share <= 1) || !(value >= 0))
      fail(`stake of ${holder} in ${held}: share ${share}, value ${value}`);
  }
  for (const i of loops.flat()) if (!isFirm(i)) fail(`firm ${i} of a loop, expected one of ${n}`);
  for (const i of traced) if (!isFirm(i)) fail(`traced firm ${i}, expected one of ${n}`);
}

function fail(what: string): never {
  throw new KeiretsuError("bad-economy", what);
}
