import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import { ada, onBothStores, small } from "./stores.ts";

const WRITER = new URL("writer.ts", import.meta.url).pathname;
const ROUNDS = 20;
const LONGEST_MS = 60_000;

/** A writer that is ready and has not begun: it takes longer to start than to write. */
function readyWriter(where: string, name: string): ChildProcess {
  // Twenty starts of the same program: it is compiled once.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "keiretsu-compiled") };
  return spawn(process.execPath, [WRITER, where, name], { stdio: ["pipe", "pipe", "pipe"], env });
}

/** Let a writer begin and acknowledge some changes, kill it with -9 at a moment of the round's own, and give what it acknowledged. */
function kill(writer: ChildProcess, round: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => writer.kill("SIGKILL"), LONGEST_MS);
    let [out, faults, aimed] = ["", "", false];
    writer.stderr!.on("data", (text) => void (faults += String(text)));
    writer.stdout!.on("data", (text) => {
      out += String(text);
      if (aimed || out.split("\n").length <= 1 + (round % 4)) return;
      aimed = true;
      // Somewhere within the next few changes: prime steps meet every part of one.
      setTimeout(() => writer.kill("SIGKILL"), (round * 17) % 61);
    });
    writer.on("close", () => {
      clearTimeout(limit);
      if (aimed) resolve(out.split("\n").slice(0, -1));
      else reject(new Error(`the writer ended by itself: ${faults}`));
    });
    writer.stdin!.end();
  });
}

onBothStores((kind) => {
  test(`${ROUNDS} times kill -9 during writes: nothing acknowledged is lost, nothing is half there`, { timeout: 300_000 }, async () => {
    const where = await kind.place();
    const first = await openStore(where);
    await first.importFiles("small", small, ada, "first import");
    await first.close();
    const acknowledged: string[] = [];
    let next = readyWriter(where, "w0");
    for (let round = 0; round < ROUNDS; round++) {
      const killed = kill(next, round);
      next = readyWriter(where, `w${round + 1}`);
      acknowledged.push(...(await killed));
      const store = await openStore(where, { create: false });
      expect(await store.verify()).toEqual([]);
      const kept = new Set((await store.changes("small", { limit: 1000 })).map(({ seq, hash }) => `${seq} ${hash}`));
      expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
      // And it goes on from there.
      const { revision } = await store.files("small");
      const cells = { id: `after-${round}`, name: "After", kind: "company" };
      await store.propose("small", { edits: [{ op: "add", table: "entities", cells }], why: "it goes on", baseRevision: revision }, ada);
      await store.close();
    }
    next.kill("SIGKILL");
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
  });
});
