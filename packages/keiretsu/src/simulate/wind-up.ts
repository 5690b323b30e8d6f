import { CREDITS, INSTRUMENTS, LOANS, PAYABLES, SYSTEMS } from "./chart.ts";
import { balanceOf, floored, type Path, rounded } from "./path.ts";
import { mark, repay, sellSystems, wear } from "./postings.ts";
import { recoveryRate } from "./rules/marks.ts";

/**
 * The end of a firm that could not pay: its systems are sold for what they fetch, its cash and the proceeds go to its creditors in equal parts of what they are owed, the rest is
 * written off, its shares are worth nothing and its unused credits lapse. Its promises end, and so do those made to it; what it holds of others stays in its estate.
 */
export function windUp(path: Path, i: number): void {
  const { economy } = path;
  const by = `winding up ${economy.firms[i].id}`;
  const systems = balanceOf(path, SYSTEMS, i);
  if (systems > 0) {
    const proceeds = rounded(path, economy.liquidation * systems);
    wear(path, by, i, systems - proceeds);
    sellSystems(path, by, i, proceeds);
  }
  const claims = claimsOn(path, i);
  const owed = claims.reduce((sum, { instrument, amount }) => (isDebt(instrument) ? sum + amount : sum), 0);
  const rate = recoveryRate(Math.max(0, balanceOf(path, 0, i)), owed);
  path.recovered[i] = rate;
  for (const { instrument, holder, amount } of claims) {
    const back = isDebt(instrument) ? floored(path, rate * amount) : 0;
    if (back > 0) repay(path, by, instrument, i, holder, back);
    mark(path, by, instrument, holder, i, back - amount);
    path.lost[holder] += amount - back;
  }
  lapse(path, by, i);
  for (const [k, { kind, to }] of economy.commitments.entries()) if (kind === "loan" && to === i) path.owed[k] = 0;
  for (const [k, { held }] of economy.stakes.entries()) if (held === i) path.stakeValue[k] = 0;
  path.revenue[i] = 0;
}

function isDebt(instrument: number): boolean {
  return instrument === PAYABLES || instrument === LOANS;
}

/** What others hold on a firm, instrument by instrument. */
function claimsOn({ claims, world }: Path, issuer: number): readonly { instrument: number; holder: number; amount: number }[] {
  const found: { instrument: number; holder: number; amount: number }[] = [];
  for (let instrument = 0; instrument < INSTRUMENTS.length; instrument++) {
    if (claims[instrument].length === 0) continue;
    for (let holder = 0; holder <= world; holder++) {
      const amount = claims[instrument][holder * (world + 1) + issuer];
      if (amount > 0) found.push({ instrument, holder, amount });
    }
  }
  return found;
}

/** Credits that the failed firm has not used are worth nothing to anyone. */
function lapse(path: Path, by: string, holder: number): void {
  for (let issuer = 0; issuer <= path.world; issuer++) {
    const unused = path.claims[CREDITS][holder * (path.world + 1) + issuer];
    if (unused > 0) mark(path, by, CREDITS, holder, issuer, -unused);
  }
}
