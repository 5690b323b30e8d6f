import type { Economy, Firm } from "./economy.ts";

/** What is read of every firm in every quarter, column by column; meanings are those of `Firm`. */
export interface FirmColumns {
  readonly costRatio: Float64Array;
  readonly fixedCost: Float64Array;
  readonly deliveryCost: Float64Array;
  /** A quarter, on the debt to the outside. */
  readonly interestDue: Float64Array;
  readonly systemsLife: Float64Array;
  readonly payout: Float64Array;
  readonly roundMultiple: Float64Array;
  /** Infinity = never. */
  readonly shutFrom: Float64Array;
  readonly opensAgain: Float64Array;
}

export function firmColumns({ firms }: Economy): FirmColumns {
  const column = (of: (firm: Firm) => number): Float64Array => Float64Array.from(firms, of);
  return {
    costRatio: column(({ costRatio }) => costRatio),
    fixedCost: column(({ fixedCost }) => fixedCost),
    deliveryCost: column(({ deliveryCost = 0 }) => deliveryCost),
    interestDue: column(({ interest, debt }) => interest * debt),
    systemsLife: column(({ systemsLife }) => systemsLife),
    payout: column(({ payout }) => payout),
    roundMultiple: column(({ round }) => round.multiple),
    shutFrom: column(({ round }) => round.shutFrom ?? Infinity),
    opensAgain: column(({ round }) => round.opensAgain ?? Infinity),
  };
}
