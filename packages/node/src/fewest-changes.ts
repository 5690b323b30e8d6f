import { DataError } from "./cli/command.ts";

/**
 * The cheapest set of changes after which no supplier has more than a share `most` of an input: new suppliers may be taken on and amounts moved, the whole
 * stays as it is. A mixed integer programme, solved by HiGHS:
 *
 *     min  newCost x (new suppliers) + moveCost x (amount moved)
 *     s.t. sum x_k = total,  x_k <= most x total,  x_k <= cap_k,  x_k <= total z_k for those not yet supplying,  moved_k >= x_k - now_k,  z_k in {0, 1}
 *
 * Amounts are scaled by the total, so that tolerances are relative.
 */
export interface Sourcing {
  readonly suppliers: readonly {
    readonly supplier: string;
    /** What it supplies now; 0 for one that could be taken on. */
    readonly now: number;
    /** The most it can supply; null = no limit is known. */
    readonly cap: number | null;
  }[];
  /** Share, above 0 and up to 1. */
  readonly most: number;
  /** In shares of the whole amount, so that the two can be weighed against each other. */
  readonly newCost: number;
  readonly moveCost: number;
}

export interface Changes {
  readonly cost: number;
  readonly newSuppliers: readonly string[];
  readonly moved: number;
  readonly plan: readonly { readonly supplier: string; readonly now: number; readonly after: number }[];
}

/** A share below this is rounding of the solver. */
const ROUNDING = 1e-7;

/** null when no set of changes reaches the share: too few suppliers, or too little room with them. */
export async function fewestChanges(sourcing: Sourcing): Promise<Changes | null> {
  const { suppliers } = sourcing;
  const total = suppliers.reduce((sum, { now }) => sum + now, 0);
  if (total <= 0) return null;
  const { columns, status } = await solve(programme(sourcing, total));
  if (status !== "Optimal") return null;
  const fresh = new Set(
    suppliers.filter(({ now }, k) => now === 0 && (columns[`z${k}`]?.Primal ?? 0) > 0.5).map(({ supplier }) => supplier),
  );
  const plan = spread(sourcing, total, fresh);
  const moved = plan.reduce((sum, { now, after }) => sum + Math.max(0, after - now), 0);
  return { cost: sourcing.newCost * fresh.size + (sourcing.moveCost * moved) / total, newSuppliers: [...fresh], moved, plan };
}

/**
 * Of the plans that cost the same, the one that keeps proportions: each supplier gives up what exceeds its limit; what is given up goes to the others pro rata of what
 * they supply until they reach theirs, and the rest in equal parts to the new ones.
 */
function spread({ suppliers, most }: Sourcing, total: number, fresh: ReadonlySet<string>): Changes["plan"] {
  const limit = suppliers.map(({ cap }) => Math.min(most * total, cap ?? Infinity));
  const after = suppliers.map(({ now }, k) => Math.min(now, limit[k]));
  let rest = total - after.reduce((sum, x) => sum + x, 0);
  const fill = (open: number[], weight: (k: number) => number): void => {
    while (rest > ROUNDING * total && open.length > 0) {
      const weights = open.reduce((sum, k) => sum + weight(k), 0);
      const shared = rest;
      for (const k of open) {
        const more = Math.min(limit[k] - after[k], (shared * weight(k)) / weights);
        after[k] += more;
        rest -= more;
      }
      open = open.filter((k) => limit[k] - after[k] > ROUNDING * total);
    }
  };
  const indices = [...suppliers.keys()];
  fill(
    indices.filter((k) => suppliers[k].now > 0 && after[k] < limit[k]),
    (k) => suppliers[k].now,
  );
  fill(
    indices.filter((k) => fresh.has(suppliers[k].supplier)),
    () => 1,
  );
  return suppliers.map(({ supplier, now }, k) => ({ supplier, now, after: after[k] }));
}

function programme({ suppliers, most, newCost, moveCost }: Sourcing, total: number): string {
  const fresh = suppliers.flatMap(({ now }, k) => (now === 0 ? [k] : []));
  const terms = [...fresh.map((k) => `${newCost} z${k}`), ...suppliers.map((_, k) => `${moveCost} m${k}`)];
  const rows = [
    `whole: ${suppliers.map((_, k) => `x${k}`).join(" + ")} = 1`,
    ...suppliers.map(({ now }, k) => `move${k}: x${k} - m${k} <= ${now / total}`),
    ...fresh.map((k) => `open${k}: x${k} - z${k} <= 0`),
  ];
  const bounds = suppliers.flatMap(({ cap }, k) => [`0 <= x${k} <= ${Math.min(most, cap === null ? 1 : cap / total)}`, `0 <= m${k} <= 1`]);
  const lines = ["Minimize", ` cost: ${terms.join(" + ")}`, "Subject To", ...rows.map((row) => ` ${row}`), "Bounds", ...bounds];
  return [...lines, ...(fresh.length > 0 ? ["Binary", ...fresh.map((k) => ` z${k}`)] : []), "End"].join("\n");
}

interface Solution {
  readonly status: string;
  readonly columns: Readonly<Record<string, { readonly Primal?: number }>>;
}

async function solve(text: string): Promise<Solution> {
  let load: () => Promise<{ solve: (problem: string) => unknown }>;
  try {
    load = (await import("highs")).default as unknown as typeof load;
  } catch {
    throw new DataError({
      en: 'The solver is not installed: "npm install highs" brings it.',
      fr: "Le solveur n’est pas installé : « npm install highs » l’apporte.",
    });
  }
  const { Status, Columns } = (await load()).solve(text) as { Status: string; Columns: Solution["columns"] };
  return { status: Status, columns: Columns };
}
