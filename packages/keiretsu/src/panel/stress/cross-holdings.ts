import { crossHoldings } from "../../contagion/elliott-golub-jackson.ts";
import { fromEdges } from "../../network/network.ts";
import { sum } from "../../num/sum.ts";
import { byLoss, byWave, type Ending, type Failure, type HolderLoss, lossOf, type ModelAnswer, NOISE, type Through } from "./answer.ts";
import { amountAt } from "./debt-rank.ts";
import { compareInputs, type End, ends, type Input, type Missing } from "./inputs.ts";
import type { Holding, Material } from "./material.ts";

/**
 * Value through stakes: a firm is worth its own assets and its shares of others (Elliott, Golub and Jackson 2014). Own assets are the stated
 * market value less the worth of its stakes. A shock leaves a share of a firm's own assets; a stake of which a share is left goes, for the rest, to
 * holders outside. Losses are worth to outsiders, which adds up: no asset is counted twice. Without assumptions of failure nobody falls, and
 * the loss is linear in value: firms of unknown value lose through their stakes all the same, and their own part is missing.
 */
export function crossHoldingsAnswer(material: Material): ModelAnswer {
  const { firms, shocked } = material;
  const held = withinWhole(material.stakes);
  const endings = ends.map((amounts) => ending(material, { stakes: held.kept, amounts }));
  const struck = [...shocked.value].filter(([, share]) => share < 1).map(([name]) => name);
  const touchedFirms = shocked.values < 1 ? [...firms.value.keys()] : struck.filter((name) => firms.value.has(name));
  const needed = [...struck, ...shocked.stakes.map((one) => one.held)].filter((name) => !firms.value.has(name));
  const cut = shocked.stakes.filter((one) => held.kept.some((stake) => stake.holder === one.holder && stake.held === one.held));
  const missing = [...new Set(needed)].map((entity): Missing => ({ what: "value", entity, leg: null, reason: "no-claim" }));
  for (const one of shocked.stakes)
    if (!cut.includes(one)) missing.push({ what: "stake", entity: one.holder, leg: null, reason: "no-claim" });
  const identified = touchedFirms.length > 0 || cut.some((one) => firms.value.has(one.held));
  const asked = struck.length > 0 || shocked.stakes.length > 0 || shocked.values < 1;
  const failing = material.assumptions.some((one) => one.kind === "failure");
  return {
    model: "elliott-golub-jackson",
    state: held.kept.length === 0 || (asked && !identified) ? "not-identifiable" : identified ? "answered" : "untouched",
    inputs: [...held.kept.map(stakeInput), ...firms.value.values()].sort(compareInputs),
    missing: [...missing, ...(failing ? [] : [{ what: "threshold", entity: "", leg: null, reason: "no-claim" } as const])],
    assumptions: ["market-value-as-value", ...(failing ? ["failure"] : ["nobody-falls"])],
    loss: identified ? lossOf(endings, true) : { low: null, point: null, high: null },
    proved: false,
    endings: identified ? endings : [],
    converged: true,
    residual: 0,
    warnings: held.dropped.map((stake) => ({
      code: "more-than-whole",
      message: `stakes in ${stake.held} add up to more than all of it; that of ${stake.holder} is left out`,
    })),
  };
}

function stakeInput({ holder, held, share, claim }: Holding): Input {
  return {
    what: "stake",
    from: holder,
    to: held,
    low: share,
    point: share,
    high: share,
    leg: null,
    claim: claim?.id ?? null,
    source: claim?.source ?? null,
    assumptions: claim === null ? [`stake ${holder} ${held}`] : [],
  };
}

/** Stakes of different dates may add up to more than a firm: then the smallest are left out until outsiders hold something. */
function withinWhole(stakes: readonly Holding[]): { readonly kept: readonly Holding[]; readonly dropped: readonly Holding[] } {
  const total = new Map<string, number>();
  const kept: Holding[] = [];
  const dropped: Holding[] = [];
  for (const stake of [...stakes].sort((a, b) => b.share - a.share || (a.holder < b.holder ? -1 : 1))) {
    const sumHeld = (total.get(stake.held) ?? 0) + stake.share;
    if (sumHeld >= 1) dropped.push(stake);
    else {
      total.set(stake.held, sumHeld);
      kept.push(stake);
    }
  }
  return { kept, dropped };
}

/** The run at the stated amounts. */
export function crossHoldingsEnding(material: Material): Ending {
  return ending(material, { stakes: withinWhole(material.stakes).kept, amounts: "point" });
}

function ending(material: Material, { stakes, amounts }: { readonly stakes: readonly Holding[]; readonly amounts: End }): Ending {
  const { names, index, firms, shocked, assumptions } = material;
  const worth = names.map((name) => {
    const known = firms.value.get(name);
    return known === undefined ? 0 : amountAt(known, amounts);
  });
  const own = worth.slice();
  for (const { holder, held, share } of stakes) own[index.get(holder)!] -= share * worth[index.get(held)!];
  // A firm of unknown value has no known assets of its own: only what its stakes lose is told. One worth less than its stakes has none left.
  const assets = own.map((x) => Math.max(0, x));
  const left = assets.map((x, i) => x * shocked.values * (shocked.value.get(names[i]) ?? 1));
  const remains = (stake: Holding): number =>
    shocked.stakes.reduce(
      (share, one) => (one.holder === stake.holder && one.held === stake.held ? share * one.share : share),
      stake.share,
    );
  const network = (share: (stake: Holding) => number): ReturnType<typeof fromEdges> =>
    fromEdges(
      {
        n: names.length,
        from: stakes.map((stake) => index.get(stake.holder)!),
        to: stakes.map((stake) => index.get(stake.held)!),
        amount: stakes.map(share),
      },
      { lens: "owns", unit: "share", names },
    );
  const none = new Float64Array(names.length);
  const before = crossHoldings(
    network((stake) => stake.share),
    { assetValues: assets, thresholds: none, failureCosts: none },
  ).values.best;
  const thresholds = new Float64Array(names.length);
  const failureCosts = new Float64Array(names.length);
  for (const one of assumptions) {
    if (one.kind !== "failure") continue;
    const i = index.get(one.entity)!;
    thresholds[i] = one.threshold * before.values[i];
    failureCosts[i] = one.cost * before.values[i];
  }
  // Losing a stake moves worth from its holder to outsiders: the holder's loss is told, and the sum of all worth stays.
  const { best: after, worst } = crossHoldings(network(remains), { assetValues: left, thresholds, failureCosts }).values;
  const taken = sum(Float64Array.from(assets, (x, i) => x - left[i]));
  const shares = shocked.stakes.map((one) => {
    const stake = stakes.find((row) => row.holder === one.holder && row.held === one.held);
    return stake === undefined ? 0 : stake.share * (1 - one.share) * worth[index.get(one.held)!];
  });
  const standAlone = taken + sum(Float64Array.from(shares));
  const noise = NOISE * standAlone;
  const fallen = names.map((_, i) => before.values[i] - after.values[i]);
  const through = (i: number): Through[] =>
    stakes
      .filter((stake) => stake.holder === names[i])
      .map((stake) => ({
        from: stake.held,
        loss:
          outsiders[i] *
          (stake.share * fall(stake.held) + (stake.share - remains(stake)) * (worth[index.get(stake.held)!] - fall(stake.held))),
        legs: stake.claim === null ? [] : [stake.claim.id],
      }))
      .filter((one) => one.loss > noise);
  const outsiders = new Float64Array(names.length).fill(1);
  for (const stake of stakes) outsiders[index.get(stake.held)!] -= stake.share;
  /** How much less a whole firm is worth, not only the part of outsiders. */
  const fall = (name: string): number => Math.max(0, fallen[index.get(name)!] / outsiders[index.get(name)!]);
  const holders = names
    .map((entity, i): HolderLoss => ({ entity, loss: fallen[i], by: through(i) }))
    .filter((row) => row.loss > noise)
    .sort(byLoss);
  const failures = after.failed
    .map((i): Failure => ({ entity: names[i], wave: after.wave[i], before: false, by: through(i) }))
    .sort(byWave);
  return {
    amounts,
    buffers: "ample",
    loss: sum(Float64Array.from(holders, (row) => row.loss)),
    lossBefore: 0,
    outside: 0,
    standAlone,
    holders,
    failures,
    outputShare: null,
    byBelief: Math.max(0, sum(after.values) - sum(worst.values)),
  };
}
