import type { Range } from "../range.ts";
import type { Input } from "./inputs.ts";
import type { Material } from "./material.ts";

/** What a firm sells more or less a year when buyers move a share of their orders. */
export interface OrderChange {
  readonly entity: string;
  /** Sales of twelve months before; null = no source says. */
  readonly revenue: Range | null;
  /** Money that moves, negative for who loses it; null = unknown. */
  readonly change: Range | null;
  /** The change over the firm's own sales; null where these are unknown. */
  readonly share: number | null;
  readonly claim: string | null;
  readonly source: string | null;
}

/**
 * Orders moved from one seller to others: the share of its sales of twelve months moves, in equal parts. Who wins is known in money even where what
 * it sold before is not.
 */
export function ordersOf({ shocked, firms }: Material): readonly OrderChange[] {
  return shocked.moves.flatMap(({ from, to, share }) => {
    const sold = firms.revenue.get(from);
    return [change(from, sold, sold, -share), ...to.map((entity) => change(entity, firms.revenue.get(entity), sold, share / to.length))];
  });
}

function change(entity: string, own: Input | undefined, moved: Input | undefined, by: number): OrderChange {
  const at = (x: number | null): number | null => (x === null ? null : x * by);
  const before = own?.point ?? null;
  const point = moved === undefined ? null : at(moved.point);
  return {
    entity,
    revenue: own === undefined ? null : { low: own.low, point: own.point, high: own.high },
    change: moved === undefined ? null : { low: at(moved.low), point, high: at(moved.high) },
    share: point === null || before === null || before === 0 ? null : point / before,
    claim: own?.claim ?? null,
    source: own?.source ?? null,
  };
}
