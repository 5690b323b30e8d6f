import type { Commitment, Economy, Firm, Stake } from "../../src/simulate/economy.ts";
import { uniforms } from "../../src/num/random.ts";

/** Economies for tests: a firm with nothing but what is said of it. */
export function firm(id: string, of: Partial<Firm> = {}): Firm {
  return {
    id,
    books: true,
    cash: 0,
    systems: 0,
    debt: 0,
    interest: 0,
    revenue: 0,
    growth: 0,
    volatility: 0,
    correlation: 0,
    costRatio: 0,
    fixedCost: 0,
    systemsLife: 20,
    round: { multiple: 0, shutFrom: null, opensAgain: null },
    payout: 0,
    ...of,
  };
}

export function economy(firms: readonly Firm[], commitments: readonly Commitment[] = [], more: Partial<Economy> = {}): Economy {
  return { firms, commitments, stakes: [], traced: [], quarters: 8, liquidation: 0, minorUnit: 0, ...more };
}

const always = { first: 0, last: 39, probability: 1 };

/** A random economy with promises of every kind among all firms. */
export function drawn(seed: number, firms = 6, quarters = 12, minorUnit = 1): Economy {
  const next = uniforms(seed, 0);
  const amount = (most: number): number => Math.floor(next() * most);
  const pick = (not: number): number => {
    const i = Math.floor(next() * (firms - 1));
    return i >= not ? i + 1 : i;
  };
  const list: Firm[] = Array.from({ length: firms }, (_, i) =>
    firm(`f${i}`, {
      books: next() < 0.8,
      cash: amount(2000),
      systems: amount(500),
      debt: amount(300),
      interest: 0.02,
      revenue: amount(1000),
      growth: 0.1 * next() - 0.04,
      volatility: 0.1 * next(),
      correlation: next(),
      costRatio: next(),
      fixedCost: amount(50),
      round: { multiple: next() < 0.5 ? 0 : 0.2 * next(), shutFrom: next() < 0.5 ? null : 4, opensAgain: next() < 0.5 ? null : 8 },
      payout: next() < 0.7 ? 0 : 0.3,
    }),
  );
  const commitments: Commitment[] = [];
  for (let k = 0; k < 3; k++) {
    const from = Math.floor(next() * firms);
    const to = pick(from);
    const parties = { from, to, ...always };
    const purchase = `purchase-${k}`;
    commitments.push(
      { ...parties, id: purchase, kind: "purchase", gwPerQuarter: 1 + next(), gwMax: 5, pricePerGW: 100 + amount(200) },
      {
        ...parties,
        id: `tranche-${k}`,
        kind: "tranche",
        from: to,
        to: from,
        purchase: next() < 0.5 ? purchase : null,
        perGW: 50,
        cap: 300,
      },
      {
        ...parties,
        id: `warrant-${k}`,
        kind: "warrant",
        from: to,
        to: from,
        purchase,
        steps: [{ shares: 10, gw: 2, price: 5 }],
        strike: 1,
        sharePrice: 10,
        volatility: 0.4,
      },
      { ...parties, id: `take-${k}`, kind: "take-or-pay", from: pick(to), floor: amount(200), shareOfRevenue: 0.1 * next() },
      { ...parties, id: `lease-${k}`, kind: "lease", perQuarter: amount(50), first: 2 },
      { ...parties, id: `share-${k}`, kind: "revenue-share", rate: 0.05, cap: next() < 0.5 ? null : 100 },
      { ...parties, id: `guarantee-${k}`, kind: "guarantee", guaranteed: amount(100) },
      { ...parties, id: `credits-${k}`, kind: "credits", amount: amount(200), perQuarter: 20, probability: 0.5 },
      {
        ...parties,
        id: `loan-${k}`,
        kind: "loan",
        amount: amount(500),
        rate: 0.03,
        drawUntil: 3,
        last: 10,
        loanToValue: next() < 0.5 ? null : 0.8,
        leastCover: next() < 0.5 ? null : 1.2,
      },
    );
  }
  const stakes: Stake[] = Array.from({ length: 3 }, () => {
    const holder = Math.floor(next() * firms);
    return { holder, held: pick(holder), share: 0.3 * next(), value: amount(300), equityMethod: next() < 0.5 };
  });
  // A firm may not buy from itself: `take` draws its buyer anew.
  const fair = commitments.filter(({ from, to }) => from !== to);
  return economy(list, fair, { stakes, traced: [0, 1], quarters, liquidation: 0.4, minorUnit });
}
