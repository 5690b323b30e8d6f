import type { Ending } from "./answer.ts";
import { clearingEnding } from "./clearing.ts";
import type { Material } from "./material.ts";

/** Whether the shocked firms are too big to fail or replaceable: from which share of others stepping in the loss falls below the stated part. */
export interface Replaced {
  /** The part of the loss without replacement that the loss must fall below. */
  readonly below: number;
  readonly lossWithout: number;
  /** Share of what the shocked firms fail to pay that others pay instead, at the threshold; null = not even all of it is enough. */
  readonly threshold: number | null;
  readonly lossAt: number;
}

/** What a public hand would pay in the stead of the shocked firms, and what is then not lost. */
export interface Rescued {
  readonly cost: number;
  readonly avoided: number;
}

const HALVINGS = 50;

/** By clearing, at the stated amounts and the thin end, where most is lost. The loss never grows with the share, so halving finds the threshold. */
export function replaced(material: Material, below: number): Replaced {
  const loss = (share: number): number => runWith(material, share).loss;
  const lossWithout = loss(0);
  const target = below * lossWithout;
  const enough = (share: number): boolean => loss(share) <= target;
  if (lossWithout === 0 || !enough(1)) return { below, lossWithout, threshold: lossWithout === 0 ? 0 : null, lossAt: loss(1) };
  let [least, most] = [0, 1];
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (least + most) / 2;
    if (enough(middle)) most = middle;
    else least = middle;
  }
  return { below, lossWithout, threshold: most, lossAt: loss(most) };
}

export function rescued(material: Material): Rescued {
  const without = runWith(material, 0);
  return { cost: without.standAlone, avoided: without.loss };
}

/** Others take over a share of what the shocked firms bought, and pay for it. */
function runWith(material: Material, share: number): Ending {
  const payments = new Map([...material.shocked.payments].map(([name, left]) => [name, left + share * (1 - left)]));
  return clearingEnding({ ...material, shocked: { ...material.shocked, payments } }, { amounts: "point", buffers: "thin" });
}
