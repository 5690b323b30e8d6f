import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { control, debtRankPerNode, drawAssets, eisenbergNoe, esriAllFirms, thresholdCascadePerNode } from "keiretsu";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEdges } from "../../src/edges.ts";
import { run } from "../cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-sweep-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Firms that owe each other at random, with equity that a few failures wipe out. */
function write(name: string, n: number, m: number): { edges: string; nodes: string } {
  let state = 12345;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  const owed = new Float64Array(n);
  const rows = ["from,to,amount"];
  for (let k = 0; k < m; k++) {
    const [i, j] = [Math.floor(random() * n), Math.floor(random() ** 2 * n)];
    const cents = 1 + Math.floor(random() * 10_000);
    owed[j] += cents / 100;
    rows.push(`F${i},F${j},${cents / 100}`);
  }
  const firms = Array.from(owed, (x, i) => `F${i},${(1 + x / 2).toFixed(2)},${(10 + x / 5).toFixed(2)},${(x / 9).toFixed(2)}`);
  const [edges, nodes] = [join(folder, `${name}.csv`), join(folder, `${name}-firms.csv`)];
  writeFileSync(edges, rows.join("\n"));
  writeFileSync(nodes, ["id,equity,externalAssets,externalLiabilities", ...firms].join("\n"));
  return { edges, nodes };
}

const small = write("small", 60, 240);
const of = ({ edges, nodes }: { edges: string; nodes: string }): string => `--edges ${edges} --nodes ${nodes}`;

/** The rows of a CSV as numbers by the name of the firm or the number of the draw. */
function rowsOf(path: string): Map<string, number[]> {
  const [, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  return new Map(lines.map((line) => [line.split(",")[0], line.split(",").slice(1).map(Number)]));
}

describe("the rows are those of the kernel run at once, bit by bit", () => {
  const { network } = readEdges(small.edges, { columns: { from: "from", to: "to", amount: "amount" }, lens: "owes" });
  const table = rowsOf(small.nodes);
  const equity = network.names.map((name) => table.get(name)![0]);
  const externalAssets = network.names.map((name) => table.get(name)![1]);
  const externalLiabilities = network.names.map((name) => table.get(name)![2]);
  const owed = network.weight.reduce((a, x) => a + x, 0);
  // Two parts of draws.
  const DRAWS = 100;

  test.each([1, 2])("each firm failing alone, %i workers", async (workers) => {
    const out = join(folder, `kernel-${workers}.csv`);
    const ask = (sweep: string) => run(`keiretsu sweep ${sweep} ${of(small)} --workers ${workers} --out ${out}`);
    const { stdout } = await ask("debtrank-per-node");
    const whole = debtRankPerNode(network, { equity }).values;
    expect(rowsOf(out)).toEqual(new Map(network.names.map((name, i) => [name, [whole.r[i], whole.additionalDefaults[i]]])));
    const { values } = JSON.parse(stdout);
    expect(values.firms).toBe(60);
    const most = whole.r.indexOf(Math.max(...whole.r));
    expect(values.largest[0]).toEqual({ node: network.names[most], R: whole.r[most], additionalDefaults: whole.additionalDefaults[most] });
    expect(values.spread.R.largest).toBe(whole.r[most]);

    await ask("threshold-cascade");
    const cascade = thresholdCascadePerNode(network, { equity }).values;
    expect(rowsOf(out)).toEqual(
      new Map(network.names.map((name, i) => [name, [cascade.additionalStress[i], cascade.additionalDefaults[i]]])),
    );

    const esri = await ask("esri --set tolerance=0.001");
    const supply = { ...network, lens: "supplies" } as const;
    const plain = { industry: new Uint32Array(network.n), essentiality: [[1]], substitution: false, tolerance: 0.001 };
    const closed = esriAllFirms(supply, plain).values;
    expect(rowsOf(out)).toEqual(
      new Map(network.names.map((name, i) => [name, [closed.esri[i], closed.downstream[i], closed.upstream[i], closed.bound[i]]])),
    );
    expect(JSON.parse(esri.stdout).warnings.map(({ code }: { code: string }) => code)).toContain("no-industries");
  });

  test.each([1, 2])("clearing over draws, %i workers", async (workers) => {
    const out = join(folder, `draws-${workers}.csv`);
    const { stdout } = await run(
      `keiretsu sweep eisenberg-noe ${of(small)} --draws ${DRAWS} --seed 9 --volatility 0.5 --correlation 0.3 --workers ${workers} --out ${out}`,
    );
    const law = { kind: "lognormal", volatility: 0.5, correlation: 0.3 } as const;
    const counts = new Map<string, number>();
    const rows = rowsOf(out);
    expect([...rows.keys()]).toEqual(Array.from({ length: DRAWS }, (_, draw) => String(draw)));
    for (let draw = 0; draw < DRAWS; draw++) {
      const assets = drawAssets(externalAssets, law, { seed: 9, draw });
      const { values } = eisenbergNoe(network, { externalAssets: assets, externalLiabilities });
      for (const i of values.defaulted) counts.set(network.names[i], (counts.get(network.names[i]) ?? 0) + 1);
      const [defaulted, shortfall, outside] = rows.get(String(draw))!;
      expect(defaulted).toBe(values.defaulted.length);
      // Scenarios are solved to 1e-9 of all that is owed.
      expect(Math.abs(shortfall - values.shortfallTotal)).toBeLessThan(1e-8 * owed);
      expect(Math.abs(outside - values.outsideLoss)).toBeLessThan(1e-8 * owed);
    }
    const { values, params } = JSON.parse(stdout);
    expect(params).toEqual({ sweep: "eisenberg-noe", kind: "lognormal", volatility: 0.5, correlation: 0.3, seed: 9, draws: DRAWS });
    expect(values.everDefaulted).toBe(counts.size);
    for (const { node, defaults, share } of values.mostOften) expect([defaults, share]).toEqual([counts.get(node), defaults / DRAWS]);
  });
});

test("who controls how many firms, by the kernel that names them", async () => {
  const held = new Map<string, number>();
  const stakes: [string, string, number][] = [];
  let state = 77;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  for (let k = 0; k < 400; k++) {
    const [i, j] = [Math.floor(random() * 80), Math.floor(random() * 80)];
    const share = Math.round(60 * random()) / 100;
    if (i === j || (held.get(`F${j}`) ?? 0) + share > 1) continue;
    held.set(`F${j}`, (held.get(`F${j}`) ?? 0) + share);
    stakes.push([`F${i}`, `F${j}`, share]);
  }
  const edges = join(folder, "owns.csv");
  writeFileSync(edges, ["from,to,amount", ...stakes.map((row) => row.join(","))].join("\n"));
  const out = join(folder, "control.csv");
  const { code, stdout } = await run(`keiretsu sweep ownership --edges ${edges} --unit share --out ${out}`);
  expect(code).toBe(0);
  const { network } = readEdges(edges, { columns: { from: "from", to: "to", amount: "amount" }, lens: "owns" });
  const { transitive } = control(network, { taus: [0.5] }).values;
  const rows = rowsOf(out);
  expect(rows.size).toBe(network.n);
  network.names.forEach((name, i) => expect(rows.get(name)![0]).toBe(transitive[0].controls[i].length));
  expect([...rows.values()].some(([controlled, direct]) => controlled > direct && direct > 0)).toBe(true);
  expect(JSON.parse(stdout).values.largest[0].controlled).toBe(Math.max(...transitive[0].controls.map((list) => list.length)));
  const some = JSON.parse((await run(`keiretsu sweep ownership --edges ${edges} --unit share --set owners=F3 --set owners=F4`)).stdout);
  expect([some.params.owners.length, some.values.firms]).toEqual([2, 2]);
  const twice = join(folder, "twice.csv");
  writeFileSync(twice, "from,to,amount\nAlfa,Beta,0.6\nGamma,Beta,0.6\n");
  expect((await run(`keiretsu sweep ownership --edges ${twice} --unit share`)).stderr).toContain("1.2 of firm Beta is held");
  const low = await run(`keiretsu sweep ownership --edges ${edges} --unit share --set threshold=0.3`);
  expect([low.code === 0, low.stderr]).toEqual([false, expect.stringContaining("--set threshold: found 0.3")]);
});

test("the order of the rows of both files changes no byte", async () => {
  const backwards = (path: string): string => {
    const [head, ...rows] = readFileSync(path, "utf8").split("\n");
    const copy = path.replace(".csv", "-backwards.csv");
    writeFileSync(copy, [head, ...rows.reverse()].join("\n"));
    return copy;
  };
  const turned = { edges: backwards(small.edges), nodes: backwards(small.nodes) };
  for (const sweep of ["debtrank-per-node", "eisenberg-noe --draws 20 --law uniform"]) {
    const { stdout, code } = await run(`keiretsu sweep ${sweep} ${of(turned)}`);
    expect(code).toBe(0);
    expect(stdout).toBe((await run(`keiretsu sweep ${sweep} ${of(small)}`)).stdout);
  }
});

test("rows that are refused are told, and the exit code says that the answer is not on the whole file", async () => {
  const path = join(folder, "negative.csv");
  writeFileSync(path, "from,to,amount\nF1,F2,3\nF2,F1,-4\nF2,F3,1\n");
  for (const line of [`sweep threshold-cascade --edges ${path} --nodes ${small.nodes}`, `model max-circulation --edges ${path}`]) {
    const { code, stdout, stderr } = await run(`keiretsu ${line}`);
    expect([code, stderr.includes("negative.csv:3"), stdout.length > 0]).toEqual([1, true, true]);
  }
});

describe("the call", () => {
  test.each([
    ["hodge --edges x.csv", 'No sweep "hodge", expected one of debtrank-per-node'],
    ["esri", "--edges is required"],
    [`debtrank-per-node ${of(small)} --resume`, "--resume needs --out"],
    [`debtrank-per-node ${of(small)} --set mostRuns=5`, "A sweep decides mostRuns itself"],
    [`ownership ${of(small)} --set taus=0.3`, "A sweep decides taus itself"],
    [`debtrank-per-node ${of(small)} --workers 0`, "--workers"],
    [`eisenberg-noe ${of(small)} --correlation 2`, "--correlation"],
  ])("%s is refused", async (line, message) => {
    const { code, stderr } = await run(`keiretsu sweep ${line}`);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test("some firms only", async () => {
    const { stdout } = await run(`keiretsu sweep debtrank-per-node ${of(small)} --set defaultEachOf=F7 --set defaultEachOf=F3`);
    expect(JSON.parse(stdout).values).toMatchObject({ firms: 2 });
  });

  test("what the library refuses in a worker is told as in a call of its own", async () => {
    const firms = join(folder, "negative.csv");
    writeFileSync(firms, readFileSync(small.nodes, "utf8").replace("id,equity,", "id,revenue,"));
    const { code, stderr } = await run(`keiretsu sweep esri --edges ${small.edges} --nodes ${firms}`);
    expect(code).toBe(2);
    expect(stderr).toContain("[bad-revenue]");
  });
});

describe("a run that is stopped goes on to the same bytes", () => {
  test("after an interruption", async () => {
    const line = `keiretsu sweep debtrank-per-node ${of(small)} --workers 2 --out`;
    const [whole, parts] = [join(folder, "whole.csv"), join(folder, "parts.csv")];
    const expected = await run(`${line} ${whole}`);
    let interrupt = (): void => {};
    let steps = 0;
    const stopped = await run(`${line} ${parts}`, {
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
      // Asked for the time once a chunk.
      now: () => {
        if (++steps === 4) interrupt();
        return 0;
      },
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stdout).toBe("");
    expect(stopped.stderr).toMatch(/Interrupted: \d of 8 parts are kept in .*parts\.csv\.journal; --resume goes on from there\./);
    expect(existsSync(parts)).toBe(false);
    expect((await run(`${line} ${parts}`)).stderr).toContain("holds a run that was stopped: add --resume");
    const other = await run(`keiretsu sweep debtrank-per-node ${of(small)} --set tolerance=0.001 --out ${parts} --resume`);
    expect(other.stderr).toContain("holds the chunks of another job");
    const resumed = await run(`${line} ${parts} --resume --workers 1`);
    expect(resumed.stderr).toMatch(/[1-7] of 8 parts are in .* already\./);
    expect(resumed.stdout).toBe(expected.stdout);
    expect(readFileSync(parts, "utf8")).toBe(readFileSync(whole, "utf8"));
    expect(existsSync(`${parts}.journal`)).toBe(false);
  });

  describe("after SIGKILL, from the built package as npx runs it", () => {
    const bin = new URL("../../bin/keiretsu.mjs", import.meta.url).pathname;
    const large = write("large", 3000, 30_000);
    const args = (out: string, workers: number): string[] => [
      bin,
      "sweep",
      "debtrank-per-node",
      ...of(large).split(" "),
      "--workers",
      String(workers),
      "--out",
      out,
    ];
    const plain = join(folder, "unbroken.csv");
    let answer = "";

    beforeAll(() => {
      answer = execFileSync(process.execPath, args(plain, 1), { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 110_000 });
    });

    test.each([1, 2])(
      "%i workers",
      async (workers) => {
        const out = join(folder, `killed-${workers}.csv`);
        const child = spawn(process.execPath, args(out, workers), { stdio: "ignore" });
        const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_, signal) => resolve(signal)));
        for (let waits = 0; waits < 5000 && !(existsSync(`${out}.journal`) && statSync(`${out}.journal`).size > 2000); waits++)
          await sleep(10);
        child.kill("SIGKILL");
        expect(await ended).toBe("SIGKILL");
        expect(existsSync(out)).toBe(false);
        const { size } = statSync(`${out}.journal`);
        const resumed = execFileSync(process.execPath, [...args(out, workers), "--resume"], {
          encoding: "utf8",
          timeout: 110_000,
          stdio: ["ignore", "pipe", "ignore"],
        });
        expect(size).toBeGreaterThan(2000);
        expect(resumed).toBe(answer);
        expect(readFileSync(out).equals(readFileSync(plain))).toBe(true);
        expect(existsSync(`${out}.journal`)).toBe(false);
      },
      120_000,
    );
  });
});
