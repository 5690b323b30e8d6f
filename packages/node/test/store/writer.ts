/**
 * A process that writes to a store until it is killed, for tests: node writer.ts <store> <name>. It begins when its stdin ends. Each change that the store has acknowledged
 * is one line on stdout, its number and hash, written before the next begins.
 */
import { readFileSync, writeSync } from "node:fs";
import { openStore } from "../../src/store/open-store.ts";

const [where, name] = process.argv.slice(2);
readFileSync(0);
const store = await openStore(where, { patienceMs: 60_000 });
const by = { account: name, name };
const acknowledge = (seq: number, hash: string): void => void writeSync(1, `${seq} ${hash}\n`);
const again = async (seq: number): Promise<void> => {
  for (const turn of ["undo", "redo"] as const) {
    const change = await store[turn]("small", seq, by, turn);
    acknowledge(change.seq, change.hash);
  }
};
for (let i = 0; ; i++) {
  const id = `${name}-${process.pid}-${i}`.toLowerCase();
  const { revision } = await store.files("small");
  const cells = { id, name: `Firm ${id}`, kind: "company" };
  const { id: proposal } = await store.propose(
    "small",
    { edits: [{ op: "add", table: "entities", cells }], why: "new", baseRevision: revision },
    by,
  );
  await store.decide(proposal, { verdict: "accept", reason: "so it is" }, by, { alone: true });
  const change = (await store.changes("small", { after: Number(proposal.slice(2)) })).find((one) => one.proposal === proposal)!;
  acknowledge(change.seq, change.hash);
  // A change that others have built on stays; here nobody can have.
  if (i % 3 === 2) await again(change.seq);
}
