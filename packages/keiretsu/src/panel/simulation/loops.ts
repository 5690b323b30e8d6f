import { fromEdges } from "../../network/network.ts";
import type { Commitment, Firm, Stake } from "../../simulate/economy.ts";
import { findCircuits } from "../../trace/circuits.ts";

const LONGEST = 4;
const MOST = 200;

const funds: ReadonlySet<Commitment["kind"]> = new Set(["tranche", "loan", "guarantee", "credits", "warrant"]);

/** Circuits of at most four firms along which money is promised, a stake counting as money once put in, with funding on them and a firm whose books are kept. */
export function loopsOf(
  firms: readonly Firm[],
  commitments: readonly Commitment[],
  stakes: readonly Stake[],
): readonly (readonly number[])[] {
  const edges = [
    ...commitments.map(({ from, to, kind }) => ({ from, to, funding: funds.has(kind) })),
    ...stakes.map(({ holder, held }) => ({ from: holder, to: held, funding: true })),
  ];
  if (edges.length === 0) return [];
  const funding = new Set(edges.flatMap((edge) => (edge.funding ? [`${edge.from} ${edge.to}`] : [])));
  const network = fromEdges(
    { n: firms.length, from: edges.map(({ from }) => from), to: edges.map(({ to }) => to), amount: edges.map(() => 1) },
    { lens: "pays", unit: "units", names: firms.map(({ id }) => id) },
  );
  const inForce = { maxLength: LONGEST, floor: 0, limit: MOST, expandParallel: false, top: null, list: true };
  return findCircuits(network, inForce)
    .values.circuits.map(({ nodes }) => nodes)
    .filter((nodes) => nodes.some((i) => firms[i].books) && nodes.some((i, k) => funding.has(`${i} ${nodes[(k + 1) % nodes.length]}`)));
}
