import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount, changeAccount, listAccounts, removeAccount } from "../../../src/http/accounts/accounts.ts";
import { note, readAudit } from "../../../src/http/accounts/audit.ts";
import { readSession } from "../../../src/http/accounts/sessions.ts";
import { SignIn } from "../../../src/http/accounts/sign-in.ts";
import { addToken, readToken } from "../../../src/http/accounts/tokens.ts";
import { type Cluster, makeCluster } from "../../store/postgres.ts";
import { emptyKeep } from "./keep.ts";

/** What the tests on SQLite show in detail works on a real PostgreSQL too. */
let cluster: Cluster;
let address = "";
let keep: Awaited<ReturnType<typeof emptyKeep>>;
const password = "trois canards jaunes";

beforeAll(async () => {
  cluster = await makeCluster();
  address = await cluster.database();
  keep = await emptyKeep(address);
});
afterAll(async () => {
  await keep.close();
  await cluster.remove();
});

test("people sign in, use tokens and leave; the log is append-only, also for truncate", async () => {
  for (const name of ["akiko", "ren"]) await addAccount(keep, { name, shownName: name, role: "administer", password });
  await addAccount(keep, { name: "mei", shownName: "mei", role: "propose", password });
  await expect(addAccount(keep, { name: "mei", shownName: "mei", role: "read", password })).rejects.toMatchObject({ code: "name-taken" });
  const session = await new SignIn(keep).signIn({ account: "mei", password, address: "" });
  const { secret } = await addToken(keep, { account: "mei", role: "propose" }, { title: "t", role: "propose", days: 1 });
  expect([(await readSession(keep, session))?.role, (await readToken(keep, secret))?.role]).toEqual(["propose", "propose"]);
  await changeAccount(keep, "mei", { role: "read" });
  expect([await readSession(keep, session), (await readToken(keep, secret))?.role]).toEqual([null, "read"]);
  expect((await readAudit(keep, { limit: 10 })).map(({ seq, result }) => [seq, result])).toEqual([[1, "done"]]);
  for (const statement of ["truncate audit", "delete from audit", "update audit set result = 'x'"])
    await expect(cluster.run(address, statement)).rejects.toThrow("append-only");
});

test("of two administrators who leave at the same moment one stays", async () => {
  const leaving = await Promise.allSettled([removeAccount(keep, "akiko"), removeAccount(keep, "ren")]);
  expect(leaving.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await listAccounts(keep)).filter(({ role, removedAt }) => role === "administer" && removedAt === null)).toHaveLength(1);
});

test("rows written at once are numbered apart", async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => note(keep, { account: null, address: "", action: "x", subject: String(i), result: "done" })),
  );
  const rows = await readAudit(keep, { limit: 100, action: "x" });
  expect([rows.length, new Set(rows.map(({ seq }) => seq)).size]).toEqual([20, 20]);
});
