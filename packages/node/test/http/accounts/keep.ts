import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepIn } from "../../../src/http/accounts/open-keep.ts";
import type { Keep } from "../../../src/http/accounts/keep.ts";
import { openStore } from "../../../src/store/open-store.ts";

/** At a cost that keeps tests short. */
export const CHEAP = { ln: 10, r: 8, p: 1 };

/** Accounts in a new file, or in a database that is empty, with a clock that a test moves. */
export async function emptyKeep(
  where = join(mkdtempSync(join(tmpdir(), "keiretsu-accounts-")), "store.sqlite"),
): Promise<Keep & { readonly pass: (milliseconds: number) => void; readonly close: () => Promise<void> }> {
  const { database, close } = await openStore(where);
  let time = Date.parse("2026-01-01T00:00:00Z");
  const keep = keepIn(database, () => new Date(time));
  return { ...keep, cost: CHEAP, pass: (milliseconds) => void (time += milliseconds), close };
}
