import { normalQuantile } from "../num/normal-quantile.ts";
import { uniformAt } from "../num/random.ts";
import { openUniformRow } from "../num/random-row.ts";
import type { Economy, Firm } from "./economy.ts";
import { COMMON, OWN } from "./streams.ts";

/** Where growth stands: its path and quarter; growth as expected where it is asked for. */
export interface DemandAt {
  readonly seed: number;
  readonly draw: number;
  readonly q: number;
  readonly expected: boolean;
}

/** Demand cannot fall by more in a quarter. */
const LARGEST_FALL = -0.95;

/** Growth of each firm's end demand, drawn from a normal distribution with one factor common to all firms, in memory that the next quarter overwrites. */
export function openDemand({ firms }: Economy): (at: DemandAt) => Float64Array {
  const n = firms.length;
  const column = (of: (firm: Firm) => number): Float64Array => Float64Array.from(firms, of);
  const mean = column(({ growth }) => growth);
  const volatility = column((firm) => firm.volatility);
  const common = column(({ correlation }) => correlation);
  const own = column(({ correlation }) => Math.sqrt(1 - correlation * correlation));
  const uniforms = openUniformRow(n);
  const growth = new Float64Array(n);
  return ({ seed, draw, q, expected }) => {
    if (expected || q === 0) return mean;
    const shared = normalQuantile(uniformAt(seed, { stream: COMMON, draw, entity: 0, variable: q }));
    const uniform = uniforms(seed, { stream: OWN, draw, variable: q });
    for (let i = 0; i < n; i++) {
      const drawn = mean[i] + volatility[i] * (common[i] * shared + own[i] * normalQuantile(uniform[i]));
      growth[i] = volatility[i] === 0 ? mean[i] : Math.max(LARGEST_FALL, drawn);
    }
    return growth;
  };
}
