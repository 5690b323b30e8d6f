import type { FirmFlows } from "../../panel/simulation/simulate.ts";
import type { Text } from "../language.ts";
import type { Texture } from "./texture.ts";

/**
 * The columns of a transaction-flow matrix as sources and uses of cash: what comes in is a source, what goes out a use, and a fall in cash is a source as a rise is a use.
 * So in each quarter the sources add up to the uses, to the cent.
 */
export interface CashParts {
  readonly sources: readonly CashPart[];
  readonly uses: readonly CashPart[];
}

interface CashPart {
  readonly id: string;
  readonly name: Text;
  readonly texture: Texture;
  readonly amounts: readonly number[];
}

interface Kind {
  readonly id: string;
  readonly name: Text;
  readonly texture: Texture;
  /** Rows of the matrix of which it takes what comes in, or what goes out. */
  readonly rows: readonly string[];
}

/** What a firm may sell to others, and what others may pay it for its money. */
const EARNED = ["capacity", "systems sold", "leases", "guarantees", "revenue share", "interest", "dividends"] as const;
const IN_KIND = ["change in payables", "change in credits", "change in warrants", "warrants"] as const;
/** Made here of the change in shares. */
const [VENDORS, ROUNDS, OTHER_SHARES] = ["vendors", "rounds", "other shares"] as const;

const sourceKinds: readonly Kind[] = [
  kind("end-demand", { en: "end demand", fr: "demande finale" }, ["revenue", "full"], ["end demand"]),
  kind("earned", { en: "earned from firms", fr: "gagné auprès d’entreprises" }, ["revenue", "striped"], EARNED),
  kind("vendors", { en: "vendors, for shares", fr: "vendeurs, contre des actions" }, ["funding", "full"], [VENDORS]),
  kind("loans", { en: "loans", fr: "prêts" }, ["funding", "striped"], ["change in loans"]),
  kind("rounds", { en: "investors outside", fr: "investisseurs extérieurs" }, ["transfer", "full"], [ROUNDS]),
  kind(
    "shares",
    { en: "shares sold or given for credits", fr: "actions vendues ou remises contre des crédits" },
    ["transfer", "striped"],
    [OTHER_SHARES],
  ),
  kind("unpaid", { en: "bills unpaid, credits and warrants", fr: "factures impayées, crédits et bons" }, ["soft", "striped"], IN_KIND),
  kind("from-cash", { en: "from its cash", fr: "pris sur sa trésorerie" }, ["soft", "dotted"], ["change in cash"]),
];

const useKinds: readonly Kind[] = [
  kind("costs", { en: "costs", fr: "coûts" }, ["edge", "full"], ["costs"]),
  kind("capacity", { en: "capacity and leases", fr: "capacité et locations" }, ["revenue", "full"], ["capacity", "leases", "guarantees"]),
  kind("systems", { en: "systems bought", fr: "systèmes achetés" }, ["revenue", "striped"], ["systems sold"]),
  kind("revenue-share", { en: "shares of revenue", fr: "parts du chiffre d’affaires" }, ["edge", "striped"], ["revenue share"]),
  kind(
    "debt-service",
    { en: "interest and repayment", fr: "intérêts et remboursements" },
    ["funding", "striped"],
    ["interest", "change in loans"],
  ),
  kind("dividends", { en: "dividends", fr: "dividendes" }, ["transfer", "full"], ["dividends"]),
  kind("invested", { en: "put into other firms", fr: "placé dans d’autres entreprises" }, ["transfer", "striped"], [OTHER_SHARES]),
  kind("in-kind", { en: "credits, warrants and old bills", fr: "crédits, bons et anciennes factures" }, ["soft", "striped"], IN_KIND),
  kind("to-cash", { en: "kept as cash", fr: "gardé en trésorerie" }, ["soft", "dotted"], ["change in cash"]),
];

function kind(id: string, name: Text, [tone, fill]: readonly [Texture["tone"], Texture["fill"]], rows: readonly string[]): Kind {
  return { id, name, texture: { tone, fill }, rows };
}

export function cashParts({ flows, vendorMoney, rounds }: FirmFlows): CashParts {
  const rows = new Map(flows.map(({ name, amounts }) => [name, amounts]));
  const shares = rows.get("change in shares");
  rows.set(VENDORS, vendorMoney);
  rows.set(ROUNDS, rounds);
  rows.set(
    OTHER_SHARES,
    vendorMoney.map((money, q) => (shares?.[q] ?? 0) - money - rounds[q]),
  );
  const taken = (kinds: readonly Kind[], sign: 1 | -1): readonly CashPart[] =>
    kinds
      .map(({ id, name, texture, rows: names }) => ({
        id,
        name,
        texture,
        amounts: vendorMoney.map((_, q) => names.reduce((sum, row) => sum + Math.max(0, sign * (rows.get(row)?.[q] ?? 0)), 0)),
      }))
      .filter(({ amounts }) => amounts.some((amount) => amount > 0));
  return { sources: taken(sourceKinds, 1), uses: taken(useKinds, -1) };
}
