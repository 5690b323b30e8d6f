import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readAudit } from "../../../src/http/accounts/audit.ts";
import { keepIn } from "../../../src/http/accounts/open-keep.ts";
import { SignIn } from "../../../src/http/accounts/sign-in.ts";
import { readToken } from "../../../src/http/accounts/tokens.ts";
import { openStore } from "../../../src/store/open-store.ts";
import { run } from "../../cli/run.ts";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-accounts-"));
const store = join(folder, "team.sqlite");
afterAll(() => rmSync(folder, { recursive: true }));
const typing = (...passwords: string[]) => ({ readSecret: async () => passwords.shift() ?? "", isTTY: true });
const account = (line: string, ...passwords: string[]) => run(`keiretsu account ${line} --store ${store}`, typing(...passwords));

test("the first administrator is made, and can sign in; roles, passwords, tokens and leaving follow", async () => {
  const password = "trois canards jaunes";
  expect(await account("add akiko --role administer", password, password)).toMatchObject({
    code: 0,
    stdout: "Added: akiko (administer).\n",
  });
  expect((await account("add mei --role read --lang fr", password, password)).stdout).toBe("Ajouté : mei (read).\n");
  expect((await account("role mei --role propose")).stdout).toBe("mei may now: propose. Sessions ended.\n");
  const token = await run(`keiretsu token add mei --role propose --store ${store}`);
  expect(token.stdout).toMatch(/^kei_[\w-]{43}\n$/);
  expect((await account("password mei", "quatre lapins verts", "quatre lapins verts")).code).toBe(0);

  const opened = await openStore(store);
  const keep = keepIn(opened.database);
  const signIn = new SignIn(keep);
  expect(await signIn.signIn({ account: "akiko", password, address: "" })).toMatch(/^[\w-]{43}$/);
  await expect(signIn.prove({ account: "mei", password, address: "" })).rejects.toMatchObject({ code: "wrong-credentials" });
  expect((await readToken(keep, token.stdout.trim()))?.role).toBe("propose");
  const told = (await readAudit(keep, { limit: 100 })).map(({ action, subject }) => `${action} ${subject}`);
  expect(told).toEqual(expect.arrayContaining(["account add akiko", "account role mei", "account password mei", "token add mei"]));
  await opened.close();

  expect((await run(`keiretsu token list --store ${store} --json`)).stdout).not.toContain(token.stdout.trim());
  expect((await account("remove mei --lang fr")).stdout).toBe("Retiré : mei. Sessions et jetons clos.\n");
  expect((await account("list --csv")).stdout).toMatch(
    /^Name,Shown name,Role,Since,Removed\r\nakiko,akiko,administer,[^,]+,\r\nmei,mei,propose,[^,]+,[^,]+\r\n$/,
  );
}, 120_000);

test.each([
  ["add yui", ["x", "x"], 2, "--role is required"],
  ["add yui --role read", ["short", "short"], 2, "at least 12"],
  ["add yui --role read", ["trois canards jaunes", "quatre lapins verts"], 2, "not the same"],
  ["add Yui --role read", ["trois canards jaunes", "trois canards jaunes"], 2, "a to z"],
  ["add akiko --role read", ["trois canards jaunes", "trois canards jaunes"], 1, "is or was in use"],
  ["role nobody --role read", [], 1, "no account"],
  ["remove akiko", [], 1, "last administrator"],
  ["promote akiko", [], 2, "expected one of add"],
  ["role --role read", [], 2, "name of the account"],
])("keiretsu account %s is refused", async (line, passwords, code, words) => {
  const told = await account(line, ...passwords);
  expect([told.code, told.stdout]).toEqual([code, ""]);
  expect(told.stderr).toContain(words);
});

test("an empty line is no password, and never one in the arguments", async () => {
  const silent = { readSecret: async () => "" };
  expect(await run(`keiretsu account add yui --role read --store ${store}`, silent)).toMatchObject({ code: 2, stdout: "" });
  expect((await account("add yui --role read --password x")).code).toBe(2);
});
