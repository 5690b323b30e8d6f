import { beforeEach, describe, expect, test } from "vitest";
import { addAccount, changeAccount, findAccount, listAccounts, removeAccount } from "../../../src/http/accounts/accounts.ts";
import { note, readAudit } from "../../../src/http/accounts/audit.ts";
import { DAY, HOUR, MINUTE, csrfOf } from "../../../src/http/accounts/keep.ts";
import { closeSession, openSession, readSession } from "../../../src/http/accounts/sessions.ts";
import { SignIn } from "../../../src/http/accounts/sign-in.ts";
import { addToken, listTokens, readToken, revokeToken } from "../../../src/http/accounts/tokens.ts";
import { emptyKeep } from "./keep.ts";

const password = "trois canards jaunes";
let keep: Awaited<ReturnType<typeof emptyKeep>>;
const add = (name: string, role: "read" | "propose" | "review" | "administer") =>
  addAccount(keep, { name, shownName: name.toUpperCase(), role, password });
beforeEach(async () => {
  keep = await emptyKeep();
});

describe("accounts", () => {
  test("are added, found, listed; the password is kept as a hash and told to nobody", async () => {
    await add("mei", "propose");
    expect(await listAccounts(keep)).toEqual([
      { name: "mei", shownName: "MEI", role: "propose", createdAt: "2026-01-01T00:00:00.000Z", removedAt: null },
    ]);
    expect((await findAccount(keep, "mei"))?.password).toMatch(/^\$scrypt\$/);
    expect(await findAccount(keep, "Mei")).toBeNull();
  });

  test("a name is one person's for good, also after he left", async () => {
    await add("mei", "propose");
    await add("akiko", "administer");
    await expect(add("mei", "read")).rejects.toMatchObject({ status: 409, code: "name-taken" });
    await removeAccount(keep, "mei");
    await expect(add("mei", "read")).rejects.toMatchObject({ code: "name-taken" });
    expect(await findAccount(keep, "mei")).toBeNull();
    await expect(removeAccount(keep, "mei")).rejects.toMatchObject({ status: 404 });
  });

  test.each(["", "Mei", "mei ", "m/ei", "méi", "-mei", "mei.", "a".repeat(65), "me\u200bi", "me'i; drop table accounts"])(
    "%j is no name",
    async (name) => expect(add(name, "read")).rejects.toMatchObject({ code: "account-name" }),
  );

  test.each(["", " ", "a".repeat(101), "admin\u202enimda", "a\nb", "a\u200bb"])("%j is no shown name", async (shownName) =>
    expect(addAccount(keep, { name: "mei", shownName, role: "read", password })).rejects.toMatchObject({ code: "shown-name" }),
  );

  test("the last administrator can neither leave nor step down", async () => {
    await add("akiko", "administer");
    await expect(removeAccount(keep, "akiko")).rejects.toMatchObject({ status: 409, code: "last-administrator" });
    await expect(changeAccount(keep, "akiko", { role: "review" })).rejects.toMatchObject({ code: "last-administrator" });
    await add("mei", "administer");
    await changeAccount(keep, "akiko", { role: "review" });
    await expect(removeAccount(keep, "mei")).rejects.toMatchObject({ code: "last-administrator" });
  });
});

describe("sessions", () => {
  test("a secret of 256 bits, of which only a hash is kept", async () => {
    await add("mei", "propose");
    const secret = await openSession(keep, "mei", "192.0.2.1");
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(JSON.stringify(await keep.read((db) => db.selectFrom("sessions").selectAll().execute()))).not.toContain(secret);
    expect(await readSession(keep, secret)).toEqual({ account: "mei", name: "MEI", role: "propose" });
    expect(await readSession(keep, `${secret.slice(0, -1)}x`)).toBeNull();
    expect(csrfOf(secret)).not.toBe(csrfOf(await openSession(keep, "mei", "192.0.2.1")));
  });

  test("end when idle for eight hours, after seven days in any case, at sign-out", async () => {
    await add("mei", "propose");
    const idle = await openSession(keep, "mei", "");
    keep.pass(8 * HOUR - MINUTE);
    expect(await readSession(keep, idle)).not.toBeNull();
    keep.pass(8 * HOUR - MINUTE);
    expect(await readSession(keep, idle)).not.toBeNull();
    keep.pass(8 * HOUR);
    expect(await readSession(keep, idle)).toBeNull();

    const busy = await openSession(keep, "mei", "");
    for (let hour = 0; hour < 7 * 24; hour += 4) {
      expect(await readSession(keep, busy)).not.toBeNull();
      keep.pass(4 * HOUR);
    }
    expect(await readSession(keep, busy)).toBeNull();

    const closed = await openSession(keep, "mei", "");
    await closeSession(keep, closed);
    expect(await readSession(keep, closed)).toBeNull();
  });

  test.each([
    ["a new role", () => changeAccount(keep, "mei", { role: "review" })],
    ["a new password", () => changeAccount(keep, "mei", { password: "quatre lapins verts" })],
    ["leaving", () => removeAccount(keep, "mei")],
  ])("%s ends them, and nobody else's", async (_, change) => {
    await add("mei", "propose");
    await add("akiko", "administer");
    const [mei, akiko] = [await openSession(keep, "mei", ""), await openSession(keep, "akiko", "")];
    await change();
    expect(await readSession(keep, mei)).toBeNull();
    expect(await readSession(keep, akiko)).not.toBeNull();
  });

  test("twenty an account, the one unused longest goes", async () => {
    await add("mei", "propose");
    const secrets: string[] = [];
    for (let i = 0; i < 21; i++) {
      secrets.push(await openSession(keep, "mei", ""));
      keep.pass(1000);
    }
    expect(await readSession(keep, secrets[0])).toBeNull();
    expect(await readSession(keep, secrets[1])).not.toBeNull();
  });
});

describe("tokens", () => {
  const owner = { account: "mei", role: "propose" as const };

  test("have a prefix, at most the owner's role, an end; only a hash is kept", async () => {
    await add("mei", "propose");
    const { secret, token } = await addToken(keep, owner, { title: "nightly", role: "read", days: 30 });
    expect(secret).toMatch(/^kei_[\w-]{43}$/);
    expect(token).toMatchObject({ account: "mei", role: "read", expiresAt: "2026-01-31T00:00:00.000Z", revokedAt: null, lastUsedAt: null });
    expect(JSON.stringify(await keep.read((db) => db.selectFrom("tokens").selectAll().execute()))).not.toContain(secret);
    expect(await readToken(keep, secret)).toEqual({ account: "mei", name: "MEI", role: "read" });
    expect((await listTokens(keep, "mei"))[0].lastUsedAt).toBe("2026-01-01T00:00:00.000Z");
    await expect(addToken(keep, owner, { title: "x", role: "review", days: 1 })).rejects.toMatchObject({
      status: 403,
      code: "role-too-low",
    });
    keep.pass(30 * DAY);
    expect(await readToken(keep, secret)).toBeNull();
  });

  test("sink with the owner's role and end when he leaves", async () => {
    await add("mei", "review");
    const { secret } = await addToken(keep, { account: "mei", role: "review" }, { title: "x", role: "review", days: 30 });
    await changeAccount(keep, "mei", { role: "read" });
    expect((await readToken(keep, secret))?.role).toBe("read");
    await removeAccount(keep, "mei");
    expect(await readToken(keep, secret)).toBeNull();
  });

  test("are revoked by their owner, not by another", async () => {
    await add("mei", "propose");
    const { secret, token } = await addToken(keep, owner, { title: "x", role: "read", days: 30 });
    await expect(revokeToken(keep, token.id, "akiko")).rejects.toMatchObject({ status: 404, code: "unknown-token" });
    expect(await readToken(keep, secret)).not.toBeNull();
    await revokeToken(keep, token.id, "mei");
    expect(await readToken(keep, secret)).toBeNull();
    await expect(revokeToken(keep, token.id, null)).rejects.toMatchObject({ status: 404 });
  });
});

describe("signing in", () => {
  const attempt = (signIn: SignIn, account: string, typed = password, address = "192.0.2.1") =>
    signIn.signIn({ account, password: typed, address }).then(
      () => "in",
      (error: { code: string }) => error.code,
    );

  test("tells nobody which accounts exist, and notes both", async () => {
    await add("mei", "propose");
    const signIn = new SignIn(keep);
    expect(await attempt(signIn, "mei", "wrong")).toBe("wrong-credentials");
    expect(await attempt(signIn, "nobody", "wrong")).toBe("wrong-credentials");
    expect(await attempt(signIn, "mei")).toBe("in");
    const rows = await readAudit(keep, { limit: 10 });
    expect(rows.map(({ account, subject, result }) => [account, subject, result])).toEqual([
      ["mei", "mei", "done"],
      [null, "nobody", "wrong-credentials"],
      [null, "mei", "wrong-credentials"],
    ]);
  });

  test("waits after five failures of an account, from wherever they came, also with the right password; not longer than a minute", async () => {
    await add("mei", "propose");
    const signIn = new SignIn(keep);
    for (let i = 0; i < 6; i++) expect(await attempt(signIn, "mei", "wrong", `192.0.2.${i}`)).toBe("wrong-credentials");
    expect(await attempt(signIn, "mei", password, "192.0.2.99")).toBe("too-many-attempts");
    keep.pass(MINUTE);
    expect(await attempt(signIn, "mei")).toBe("in");
  });

  test("a hundred attempts at the same moment are not a hundred guesses", async () => {
    await add("mei", "propose");
    const signIn = new SignIn(keep);
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(signIn, "mei", "wrong")));
    expect(answers.filter((code) => code === "wrong-credentials")).toHaveLength(6);
    expect(answers.filter((code) => code === "too-many-attempts")).toHaveLength(24);
  });

  test("an address that tries many accounts waits, whatever account it owns", async () => {
    await add("mei", "propose");
    const signIn = new SignIn(keep);
    for (let i = 0; i < 21; i++) {
      expect(await attempt(signIn, `guess${i}`, "wrong")).toBe("wrong-credentials");
      if (i % 5 === 4) expect(await attempt(signIn, "mei")).toBe("in");
    }
    expect(await attempt(signIn, "guess", "wrong")).toBe("too-many-attempts");
    expect(await attempt(signIn, "mei", password, "198.51.100.1")).toBe("in");
  });

  test("hashes a password anew when the cost has risen", async () => {
    await add("mei", "propose");
    const dearer = { ...keep, cost: { ln: 11, r: 8, p: 1 } };
    await new SignIn(dearer).signIn({ account: "mei", password, address: "" });
    expect((await findAccount(keep, "mei"))?.password).toMatch(/^\$scrypt\$ln=11,/);
    expect(await attempt(new SignIn(dearer), "mei")).toBe("in");
  });
});

test("the audit log takes rows and lets none be changed or deleted", async () => {
  await note(keep, { account: null, address: "192.0.2.1", action: "x", subject: "y".repeat(10_000), result: "done" });
  const [row] = await readAudit(keep, { limit: 10 });
  expect(row.subject).toHaveLength(200);
  await expect(keep.write((db) => db.updateTable("audit").set({ result: "other" }).execute())).rejects.toThrow("append-only");
  await expect(keep.write((db) => db.deleteFrom("audit").execute())).rejects.toThrow("append-only");
  expect(await readAudit(keep, { limit: 10 })).toEqual([row]);
  expect(await readAudit(keep, { limit: 10, before: row.seq })).toEqual([]);
  expect(await readAudit(keep, { limit: 10, account: "mei" })).toEqual([]);
  expect(await readAudit(keep, { limit: 10, action: "x" })).toHaveLength(1);
});
