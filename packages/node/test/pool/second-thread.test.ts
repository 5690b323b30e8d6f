import { afterEach, expect, test } from "vitest";
import { debtRank, fromEdges, type Network, quickClearing } from "keiretsu";
import { solveBySweeps, type Swept } from "../../../keiretsu/src/num/sweeps.ts";
import { openSecondThread } from "../../src/pool/second-thread.ts";

const N = 300;

/** Amounts between all of many, by a rule of thumb: hubs, rings, firms without any. */
function network(lens: Network["lens"]): Network {
  const rows = Array.from({ length: 9 * N }, (_, k) => [(k * k) % N, (7 * k + 3) % N, 1 + (k % 17)]).filter(([from, to]) => from !== to);
  const column = (c: number): number[] => rows.map((row) => row[c]);
  return fromEdges({ n: N, from: column(0), to: column(1), amount: column(2) }, { lens });
}

const b = Float64Array.from({ length: N }, (_, i) => 1 + (i % 5));

function holdings(): Swept {
  const { n, start, target, weight } = network("owns");
  const held = new Float64Array(n);
  target.forEach((j, e) => (held[j] += weight[e]));
  const share = weight.map((x, e) => (0.95 * x) / held[target[e]]);
  return solveBySweeps({ n, start, source: target, share }, b, { fewestRows: 1 });
}

const cleared = (): ReturnType<typeof quickClearing> => quickClearing(network("owes"), { externalLiabilities: b, fewestRows: 1 });

let leave: (() => Promise<void>) | null = null;
afterEach(async () => {
  await leave?.();
  leave = null;
});

test("two threads give the bits of one, work after work; who lost the second thread goes on alone", async () => {
  const assets = b.map((x) => x / 3);
  const [alone, paidAlone] = [holdings(), cleared()(assets)];
  expect(alone.converged && paidAlone.converged).toBe(true);
  leave = await openSecondThread();
  expect(holdings()).toEqual(alone);
  const clear = cleared();
  expect(clear(assets)).toEqual(paidAlone);
  expect(holdings()).toEqual(alone);
  expect(clear(assets)).toEqual(paidAlone);
  expect(clear(new Float64Array(N)).values).toEqual(cleared()(new Float64Array(N)).values);
  await leave();
  expect(holdings()).toEqual(alone);
});

test("small networks are left to one thread", async () => {
  const params = { equity: new Float64Array(N).fill(50), shock: b.map((x) => x / 10) };
  const alone = debtRank(network("owes"), params);
  leave = await openSecondThread();
  expect(debtRank(network("owes"), params)).toEqual(alone);
});
