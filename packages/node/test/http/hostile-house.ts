import { addAccount, removeAccount } from "../../src/http/accounts/accounts.ts";
import { DAY, type Keep, csrfOf } from "../../src/http/accounts/keep.ts";
import { keepIn } from "../../src/http/accounts/open-keep.ts";
import { closeSession, openSession } from "../../src/http/accounts/sessions.ts";
import { addToken, revokeToken } from "../../src/http/accounts/tokens.ts";
import { makeApp } from "../../src/http/app.ts";
import type { Role } from "../../src/http/env.ts";
import { type Listening, listen } from "../../src/http/security/listen.ts";
import { loopbackNames } from "../../src/http/security/own-names.ts";
import type { Security } from "../../src/http/security/secure.ts";
import { boundedServer } from "../../src/http/security/server.ts";
import { small } from "../store/stores.ts";
import { CHEAP } from "./accounts/keep.ts";
import { KEY, type Served, serveBooks } from "./bench.ts";
import { type Answer, type Request, send } from "./wire.ts";

/** A server that really listens, in local or team mode, with people in it and a casebook of a few rows. */
export interface House {
  readonly port: number;
  readonly origin: string;
  readonly keep: Keep;
  /** Headers by which somebody is who he is and writes from a page of ours. */
  readonly as: Readonly<Record<Person, Readonly<Record<string, string>>>>;
  /** Ids of open proposals, by their author. */
  readonly proposals: Readonly<Record<"mei" | "ren" | "akiko", string>>;
  /** Id of a token of ren. */
  readonly token: string;
  readonly ask: (request: Request) => Promise<Answer>;
  /** Everything that a request could have changed, but for the log of requests. */
  readonly state: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export const PASSWORD = "trois canards jaunes";
const PEOPLE = { akiko: "administer", ren: "review", mei: "propose", yui: "read" } as const;
type Person =
  | keyof typeof PEOPLE
  | "nobody"
  | "owner"
  | "loggedOut"
  | "expired"
  | "idle"
  | "gone"
  | "tokenOfMei"
  | "tokenRead"
  | "tokenRevoked"
  | "tokenExpired";

export async function openHouse(mode: "local" | "team"): Promise<House> {
  const served = await serveBooks([]);
  const { store } = served.workbench;
  const keep: Keep = { ...keepIn(store.database), cost: CHEAP };
  await store.importFiles("small", small, { account: "akiko", name: "Akiko" }, "to begin with");
  const { line, names } = await listenFor(served, securityOf(mode, keep));
  const origin = `http://localhost:${line.port}`;
  names.port = line.port;
  const proposals = { mei: await propose(served, "mei"), ren: await propose(served, "ren"), akiko: await propose(served, "akiko") };
  const { as, token } = mode === "team" ? await people(keep, origin) : { as: local(origin), token: "" };
  return {
    port: line.port,
    origin,
    keep,
    as,
    proposals,
    token,
    ask: (request) => send(line.port, request),
    state: async () => {
      const tables = await keep.read(async (db) => [
        await db.selectFrom("accounts").selectAll().orderBy("name").execute(),
        await db.selectFrom("sessions").select("hash").orderBy("hash").execute(),
        await db.selectFrom("tokens").select(["id", "role", "revoked_at"]).orderBy("id").execute(),
      ]);
      const record = [
        await store.head(),
        await store.list(),
        await store.proposals("small"),
        await store.positions("small"),
        served.workbench.jobs.list(),
      ];
      return JSON.stringify([...record, ...tables]);
    },
    close: async () => {
      await line.close();
      await served.close();
    },
  };
}

type Names = { port: number };

function securityOf(mode: "local" | "team", keep: Keep): (names: Names) => Security {
  if (mode === "local") return (names) => ({ mode, key: () => KEY, names: () => loopbackNames(names.port) });
  const how = { behindProxy: false, publicRead: false, insecureCookie: true, https: false, requestsPerMinute: 100_000 };
  return (names) => ({ mode, keep, names: () => loopbackNames(names.port), ...how });
}

async function listenFor(served: Served, security: (names: Names) => Security): Promise<{ line: Listening; names: Names }> {
  const names = { port: 0 };
  const app = makeApp({ ...served.workbench, security: security(names) });
  const line = await listen(() => boundedServer(app.fetch), { hosts: ["127.0.0.1"], port: 0, nextPort: true });
  return { line, names };
}

async function propose({ workbench: { store } }: Served, account: string): Promise<string> {
  const edits = [
    { op: "add", table: "entities", cells: { id: `firm-of-${account}`, name: `Firm of ${account}`, kind: "company" } },
  ] as const;
  return (await store.propose("small", { edits, why: "a firm", baseRevision: 1 }, { account, name: account })).id;
}

function cookie(secret: string, origin: string): Readonly<Record<string, string>> {
  return { Cookie: `keiretsu=${secret}`, "X-CSRF-Token": csrfOf(secret), Origin: origin };
}

function bearer(secret: string): Readonly<Record<string, string>> {
  return { Authorization: `Bearer ${secret}` };
}

async function people(keep: Keep, origin: string): Promise<Pick<House, "as" | "token">> {
  for (const [name, role] of Object.entries<Role>(PEOPLE)) await addAccount(keep, { name, shownName: name, role, password: PASSWORD });
  await addAccount(keep, { name: "gone", shownName: "Gone", role: "administer", password: PASSWORD });
  const at = (days: number): Keep => ({ ...keep, now: () => new Date(Date.now() - days * DAY) });
  const session = async (account: string, days = 0): Promise<string> => openSession(at(days), account, "");
  // Sessions of the past first: whoever opens a new one clears them away.
  const made = { akiko: await session("akiko"), ren: await session("ren"), mei: await session("mei"), yui: await session("yui") };
  const [loggedOut, gone, idle, expired] = [
    await session("mei"),
    await session("gone"),
    await session("akiko", 0.5),
    await session("akiko", 8),
  ];
  await closeSession(keep, loggedOut);
  await removeAccount(keep, "gone");
  const token = async (account: string, role: Role, days = 0) =>
    addToken(at(days), { account, role: PEOPLE[account as "mei"] }, { title: "t", role, days: 30 });
  const [ofMei, read, revoked, old] = [
    await token("mei", "propose"),
    await token("akiko", "read"),
    await token("akiko", "administer"),
    await token("akiko", "administer", 31),
  ];
  await revokeToken(keep, revoked.token.id, null);
  return {
    token: read.token.id,
    as: {
      ...(Object.fromEntries(Object.entries(made).map(([name, secret]) => [name, cookie(secret, origin)])) as Pick<
        House["as"],
        keyof typeof PEOPLE
      >),
      nobody: { Origin: origin },
      owner: bearer(KEY),
      loggedOut: cookie(loggedOut, origin),
      expired: cookie(expired, origin),
      idle: cookie(idle, origin),
      gone: cookie(gone, origin),
      tokenOfMei: bearer(ofMei.secret),
      tokenRead: bearer(read.secret),
      tokenRevoked: bearer(revoked.secret),
      tokenExpired: bearer(old.secret),
    },
  };
}

/** In local mode there is one person, and whoever lacks the key. */
function local(origin: string): House["as"] {
  const none = { Origin: origin };
  const [owner, all] = [
    bearer(KEY),
    { akiko: none, ren: none, mei: none, yui: none, nobody: none, loggedOut: none, expired: none, idle: none, gone: none },
  ];
  return { ...all, owner, tokenOfMei: none, tokenRead: none, tokenRevoked: none, tokenExpired: none };
}
