import { scryptSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { COST, checkPassword, hashPassword, passwordFault } from "../../../src/http/accounts/password.ts";

const cheap = { ln: 10, r: 8, p: 1 };

describe("a password", () => {
  test("is kept as scrypt, at the cost the OWASP cheat sheet asks, with a salt of its own", async () => {
    const [a, b] = await Promise.all([hashPassword("trois canards jaunes"), hashPassword("trois canards jaunes")]);
    expect(a).not.toBe(b);
    const [, kind, cost, salt, hash] = a.split("$");
    expect([kind, cost]).toEqual(["scrypt", "ln=15,r=8,p=3"]);
    const again = scryptSync("trois canards jaunes", Buffer.from(salt, "base64url"), 32, { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 });
    expect(hash).toBe(again.toString("base64url"));
    expect(COST).toEqual({ ln: 15, r: 8, p: 3 });
  });

  test("is right or wrong; a hash of another cost is still read, and stale", async () => {
    const kept = await hashPassword("trois canards jaunes", cheap);
    expect(await checkPassword("trois canards jaunes", kept, cheap)).toEqual({ right: true, stale: false });
    expect(await checkPassword("trois canards jaunes", kept, { ...cheap, p: 2 })).toEqual({ right: true, stale: true });
    expect((await checkPassword("trois canards jaune", kept, cheap)).right).toBe(false);
    expect((await checkPassword("", kept, cheap)).right).toBe(false);
  });

  test("is wrong for no account, for a removed one and for a hash that is none", async () => {
    for (const kept of [null, "", "plain", "$scrypt$ln=15$x", "$2b$10$abc"])
      expect(await checkPassword("trois canards jaunes", kept, cheap)).toEqual({ right: false, stale: false });
  });

  test("typed with combining accents is the same password", async () => {
    const kept = await hashPassword("été à la montagne", cheap);
    expect((await checkPassword("été à la montagne".normalize("NFD"), kept, cheap)).right).toBe(true);
  });

  test.each([
    ["short", "needs at least 12"],
    ["elevenchars", "needs at least 12"],
    ["password1234", "tried first"],
    ["Password!2024", "tried first"],
    ["motdepasse123", "tried first"],
    ["123456789012", "tried first"],
    ["abcdefghijklmn", "tried first"],
    ["qwertyuiopasdf", "tried first"],
    ["zyxwvutsrqponm", "tried first"],
    ["aaaaaaaaaaaaaaaa", "tried first"],
    ["keiretsukeiretsu", "tried first"],
    ["correcthorsebatterystaple", "tried first"],
    ["my name is akiko", "contains the name"],
    ["x1".repeat(200), "longer than 256"],
  ])("%s is refused", (password, why) => {
    const fault = passwordFault(password, "akiko");
    expect(fault?.en).toContain(why);
    expect(fault?.fr).not.toBe(fault?.en);
  });

  test.each(["trois canards jaunes", "Jk2#pQ9!vLm4", "rain over the harbour", "ça dépend du marché"])("%s is accepted", (password) => {
    expect(passwordFault(password, "akiko")).toBeNull();
  });
});

test("sixty people signing in at once wait in a short queue, the rest are asked to come back", async () => {
  const kept = await hashPassword("trois canards jaunes", cheap);
  const answers = await Promise.allSettled(Array.from({ length: 60 }, () => checkPassword("trois canards jaunes", kept, cheap)));
  const refused = answers.filter((answer) => answer.status === "rejected");
  expect(refused).toHaveLength(60 - 34);
  expect(refused[0].reason).toMatchObject({ status: 503, code: "busy", headers: { "Retry-After": "2" } });
  expect((await checkPassword("trois canards jaunes", kept, cheap)).right).toBe(true);
});
