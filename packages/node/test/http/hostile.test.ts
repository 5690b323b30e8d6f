import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAudit } from "../../src/http/accounts/audit.ts";
import { KEY } from "./bench.ts";
import { type House, openHouse, PASSWORD } from "./hostile-house.ts";
import { type Answer, type Request, sendBytes } from "./wire.ts";

/**
 * Requests that somebody might send who wants what is not his. Each must get just this status and code, change nothing that is kept, and
 * leave a server that answers. A row is: what it tries, the request, the status, the code of the problem (null: a body that is none).
 */
type Row = readonly [title: string, request: (house: House) => Request | string, status: number, code: string | null];

const JSON_TYPE = { "Content-Type": "application/json" };
const post = (target: string, body: unknown, headers: Readonly<Record<string, string | null>>, method = "POST"): Request => ({
  method,
  target: `/api/v1${target}`,
  headers: { ...JSON_TYPE, ...headers },
  body: typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body),
});
const get = (target: string, headers: Readonly<Record<string, string | null>> = {}): Request => ({ target, headers });

const edit = { op: "add", table: "entities", cells: { id: "x-1", name: "X", kind: "company" } };
const proposal = { edits: [edit], why: "because", baseRevision: 1 };
const files = [{ path: "datapackage.json", text: "{}" }];
const importOf = (path: string, text = "a\n"): object => ({ id: "other", files: [{ path, text }], why: "because" });
const PROPOSALS = "/casebooks/small/proposals";

/** The same in both modes; `who` writes as whoever may do everything. */
function everywhere(who: "owner" | "akiko"): readonly Row[] {
  const reader = (house: House) => (who === "owner" ? {} : house.as.yui);
  const writer = (house: House) => house.as[who];
  return [
    // Addresses.
    ["traversal of static files", () => get("/../../../../etc/passwd"), 400, "malformed-address"],
    ["traversal, encoded", () => get("/%2e%2e/%2e%2e/etc/passwd"), 400, "malformed-address"],
    ["traversal, slash encoded", () => get("/assets/..%2f..%2f..%2fetc%2fpasswd"), 400, "malformed-address"],
    ["traversal, encoded twice", () => get("/%252e%252e/%252e%252e/etc/passwd.txt"), 404, "no-file"],
    ["traversal by backslash", () => get("/..\\..\\boot.ini"), 400, "malformed-request"],
    ["traversal in overlong UTF-8", () => get("/%c0%ae%c0%ae/etc/passwd"), 400, "malformed-address"],
    ["a NUL in an address", () => get("/index.html%00.png"), 400, "malformed-address"],
    ["header injection by an address", (h) => get("/api/v1/casebooks/a%0d%0aSet-Cookie:%20a=b/files", reader(h)), 400, "malformed-address"],
    ["an address that is not percent-encoding", () => get("/%zz"), 400, "malformed-address"],
    ["an absolute address of another server", () => get("http://evil.example/api/v1/health"), 400, "malformed-address"],
    ["an address of 9 KiB", () => get(`/?q=${"a".repeat(9000)}`), 414, "address-too-long"],
    ["traversal in the id of a casebook", (h) => get("/api/v1/casebooks/..%2fsmall/files", reader(h)), 400, "malformed-address"],
    ["SQL in the id of a casebook", (h) => get("/api/v1/casebooks/small'%20or%201=1--/files", reader(h)), 400, "bad-parameter"],
    ["SQL in the id of a proposal", (h) => get("/api/v1/proposals/1'%3b%20drop%20table%20changes/effect", reader(h)), 400, "bad-parameter"],
    ["SQL in a cursor", (h) => get("/api/v1/casebooks/small/changes?after=1%20or%201=1", reader(h)), 400, "bad-cursor"],
    [
      "a template in a parameter",
      (h) => get("/api/v1/casebooks/small/answers/find?words=x&lang=%7b%7b7*7%7d%7d&evil=$%7b7*7%7d", reader(h)),
      400,
      "bad-parameter",
    ],
    ["a parameter twice", (h) => get("/api/v1/session?lang=en&lang=fr", reader(h)), 400, "repeated-parameter"],
    ["an opening for a window of any width", (h) => get("/api/v1/casebooks/small/opening?most=1e9", reader(h)), 400, "bad-parameter"],
    ["an opening for no window", (h) => get("/api/v1/casebooks/small/opening", reader(h)), 400, "bad-parameter"],
    ["an unknown parameter", (h) => get("/api/v1/casebooks?admin=1", reader(h)), 400, "bad-parameter"],
    ["prototype pollution by a parameter", (h) => get("/api/v1/casebooks?__proto__[role]=administer", reader(h)), 400, "bad-parameter"],
    [
      "a file of the machine by an option",
      (h) => get("/api/v1/casebooks/small/answers/circularity?edges=%2fetc%2fpasswd", reader(h)),
      400,
      "bad-parameter",
    ],
    [
      "a scenario outside the casebook",
      (h) => get("/api/v1/casebooks/small/answers/stress?scenario=..%2f..%2fetc%2fpasswd", reader(h)),
      400,
      "bad-parameter",
    ],
    ["a secret in the address", () => get(`/api/v1/casebooks?token=${KEY}`), 400, "secret-in-address"],
    ["a secret in the address, other name", () => get(`/api/v1/session?access_token=${KEY}`), 400, "secret-in-address"],
    // Methods.
    [
      "DELETE behind a header",
      (h) => ({ target: "/api/v1/casebooks", headers: { ...reader(h), "X-HTTP-Method-Override": "DELETE" } }),
      400,
      "method-override",
    ],
    ["DELETE behind a parameter", (h) => get("/api/v1/casebooks?_method=DELETE", reader(h)), 400, "method-override"],
    ["TRACE", () => ({ method: "TRACE", target: "/" }), 405, "unknown-method"],
    ["a method of WebDAV", () => ({ method: "PROPFIND", target: "/" }), 405, "unknown-method"],
    ["a method that no HTTP knows", () => ({ method: "JEFF", target: "/" }), 400, "malformed-request"],
    ["PUT where nothing is put", (h) => post("/casebooks", {}, writer(h), "PUT"), 405, "method-not-allowed"],
    ["DELETE of a casebook", (h) => post("/casebooks/small/files", {}, writer(h), "DELETE"), 405, "method-not-allowed"],
    ["a body where something is read", (h) => ({ ...post("/casebooks", {}, reader(h)), method: "GET" }), 400, "unexpected-body"],
    // Headers.
    ["20 KiB of headers", () => get("/", { X: "a".repeat(20_000) }), 431, "headers-too-large"],
    ["no Host", () => get("/api/v1/health", { Host: null }), 400, null],
    [
      "two lengths",
      (h) => `POST /api/v1${PROPOSALS} HTTP/1.1\r\nHost: localhost:${h.port}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      400,
      "malformed-request",
    ],
    [
      "a length and chunks (smuggling)",
      (h) =>
        `POST /api/v1${PROPOSALS} HTTP/1.1\r\nHost: localhost:${h.port}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      "malformed-request",
    ],
    [
      "a bare line feed in a header",
      (h) => `GET / HTTP/1.1\r\nHost: localhost:${h.port}\r\nX: a\nSet-Cookie: b\r\n\r\n`,
      400,
      "malformed-request",
    ],
    // Rebinding: names that point here and are not ours.
    ["rebinding: another name", () => get("/api/v1/casebooks", { Host: "evil.example" }), 421, "foreign-host"],
    ["rebinding: another name at our port", (h) => get("/api/v1/casebooks", { Host: `evil.example:${h.port}` }), 421, "foreign-host"],
    [
      "rebinding: our name within another",
      (h) => get("/api/v1/casebooks", { Host: `localhost.evil.example:${h.port}` }),
      421,
      "foreign-host",
    ],
    ["rebinding: our address as a part", (h) => get("/api/v1/casebooks", { Host: `127.0.0.1.nip.io:${h.port}` }), 421, "foreign-host"],
    ["rebinding: our name with a dot", (h) => get("/api/v1/casebooks", { Host: `localhost.:${h.port}` }), 421, "foreign-host"],
    ["rebinding: our name, another port", () => get("/api/v1/casebooks", { Host: "localhost:1" }), 421, "foreign-host"],
    ["rebinding: 0.0.0.0", (h) => get("/api/v1/casebooks", { Host: `0.0.0.0:${h.port}` }), 421, "foreign-host"],
    ["rebinding: pages as well", () => get("/", { Host: "evil.example" }), 421, "foreign-host"],
    [
      "rebinding by X-Forwarded-Host",
      (h) => get("/api/v1/casebooks", { Host: "evil.example", "X-Forwarded-Host": `localhost:${h.port}` }),
      421,
      "foreign-host",
    ],
    [
      "two Hosts",
      (h) => `GET /api/v1/casebooks HTTP/1.1\r\nHost: localhost:${h.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
      400,
      "repeated-header",
    ],
    // Pages of other sites.
    ["a form of another site", (h) => post(PROPOSALS, proposal, { ...writer(h), Origin: "https://evil.example" }), 403, "cross-site"],
    ["a sandboxed frame", (h) => post(PROPOSALS, proposal, { ...writer(h), Origin: "null" }), 403, "cross-site"],
    [
      "our name by another scheme",
      (h) => post(PROPOSALS, proposal, { ...writer(h), Origin: `https://localhost:${h.port}` }),
      403,
      "cross-site",
    ],
    ["our name at another port", (h) => post(PROPOSALS, proposal, { ...writer(h), Origin: "http://localhost:1" }), 403, "cross-site"],
    ["Sec-Fetch-Site: cross-site", (h) => post(PROPOSALS, proposal, { ...writer(h), "Sec-Fetch-Site": "cross-site" }), 403, "cross-site"],
    ["Sec-Fetch-Site: same-site", (h) => post(PROPOSALS, proposal, { ...writer(h), "Sec-Fetch-Site": "same-site" }), 403, "cross-site"],
    [
      "reading by a script of another site",
      (h) => get("/api/v1/casebooks", { ...reader(h), Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" }),
      403,
      "cross-site",
    ],
    [
      "reading by a picture of another site",
      (h) =>
        get("/api/v1/casebooks/small/files", {
          ...reader(h),
          Origin: null,
          "Sec-Fetch-Site": "cross-site",
          "Sec-Fetch-Mode": "no-cors",
          "Sec-Fetch-Dest": "image",
        }),
      403,
      "cross-site",
    ],
    [
      "a frame around the app",
      () => get("/", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" }),
      403,
      "cross-site",
    ],
    [
      "a preflight",
      () => ({
        method: "OPTIONS",
        target: "/api/v1/casebooks",
        headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" },
      }),
      403,
      "cross-site",
    ],
    ["a form as text/plain", (h) => post(PROPOSALS, proposal, { ...writer(h), "Content-Type": "text/plain" }), 415, "not-json"],
    [
      "a form as it is",
      (h) => post(PROPOSALS, "why=because", { ...writer(h), "Content-Type": "application/x-www-form-urlencoded" }),
      415,
      "not-json",
    ],
    // Bodies.
    ["no JSON", (h) => post(PROPOSALS, "{", writer(h)), 400, "malformed-json"],
    ["no UTF-8", (h) => post(PROPOSALS, Buffer.from([0x22, 0xff, 0x22]), writer(h)), 400, "malformed-json"],
    [
      "UTF-16",
      (h) =>
        post(PROPOSALS, Buffer.from(JSON.stringify(proposal), "utf16le"), {
          ...writer(h),
          "Content-Type": "application/json; charset=utf-16",
        }),
      415,
      "not-json",
    ],
    ["a key twice", (h) => post(PROPOSALS, '{"why":"a","why":"b"}', writer(h)), 400, "malformed-json"],
    ["a hundred thousand brackets", (h) => post(PROPOSALS, "[".repeat(100_000), writer(h)), 400, "malformed-json"],
    ["prototype pollution", (h) => post(PROPOSALS, `{"__proto__":{"role":"administer"},"why":"a"}`, writer(h)), 400, "forbidden-key"],
    [
      "prototype pollution by the constructor",
      (h) => post(PROPOSALS, `{"why":{"constructor":{"prototype":{}}}}`, writer(h)),
      400,
      "forbidden-key",
    ],
    ["a NUL in a text", (h) => post(PROPOSALS, { ...proposal, why: "a\0b" }, writer(h)), 400, "malformed-json"],
    ["a number that is infinite", (h) => post(PROPOSALS, '{"baseRevision":1e999}', writer(h)), 400, "malformed-json"],
    ["an unknown field", (h) => post(PROPOSALS, { ...proposal, state: "accepted" }, writer(h)), 400, "bad-body"],
    [
      "another author (mass assignment)",
      (h) => post(PROPOSALS, { ...proposal, by: { account: "akiko", name: "A" } }, writer(h)),
      400,
      "bad-body",
    ],
    ["an unknown table", (h) => post(PROPOSALS, { ...proposal, edits: [{ ...edit, table: "accounts" }] }, writer(h)), 400, "bad-body"],
    ["3 MiB of edits", (h) => post(PROPOSALS, { ...proposal, why: "a".repeat(3 * 2 ** 20) }, writer(h)), 413, "body-too-large"],
    [
      "65 KiB where a line is due",
      (h) => post("/casebooks/small/undo", { seq: 1, why: "a".repeat(66_000) }, writer(h)),
      413,
      "body-too-large",
    ],
    [
      "a length that is a lie",
      (h) => ({ ...post(PROPOSALS, "{}", writer(h)), headers: { ...JSON_TYPE, ...writer(h), "Content-Length": "99999999999" } }),
      413,
      "body-too-large",
    ],
    [
      "a packed body",
      (h) => post(PROPOSALS, gzipSync(Buffer.alloc(2 ** 20)), { ...writer(h), "Content-Encoding": "gzip" }),
      415,
      "packed-body",
    ],
    // Imports.
    ["an import outside the folder", (h) => post("/casebooks", importOf("../../etc/cron.d/evil.txt"), writer(h)), 422, "file-name"],
    ["an import to an absolute path", (h) => post("/casebooks", importOf("/etc/passwd.txt"), writer(h)), 422, "file-name"],
    ["an import to a device", (h) => post("/casebooks", importOf("con.csv"), writer(h)), 422, "file-name"],
    ["an import by backslash", (h) => post("/casebooks", importOf("..\\evil.csv"), writer(h)), 422, "file-name"],
    ["an import of a hidden file", (h) => post("/casebooks", importOf(".git/config.txt"), writer(h)), 422, "file-name"],
    ["an import whose name reads backwards", (h) => post("/casebooks", importOf("claims\u202evsc.csv"), writer(h)), 422, "file-name"],
    ["an import of a program", (h) => post("/casebooks", importOf("evil.sh"), writer(h)), 422, "file-name"],
    ["an archive as a file", (h) => post("/casebooks", importOf("claims.csv", "PK\u0003\u0004"), writer(h)), 422, "not-text"],
    [
      "three hundred and one files",
      (h) =>
        post(
          "/casebooks",
          { id: "other", why: "a", files: Array.from({ length: 301 }, (_, i) => ({ path: `${i}.csv`, text: "" })) },
          writer(h),
        ),
      422,
      "too-many-files",
    ],
    ["33 MiB of files", (h) => post("/casebooks", importOf("claims.csv", "a".repeat(33 * 2 ** 20)), writer(h)), 413, "body-too-large"],
    ["an import that is no casebook", (h) => post("/casebooks", { id: "other", files, why: "a" }, writer(h)), 422, "not-whole"],
    ["an import under a path", (h) => post("/casebooks", { ...importOf("a.csv"), id: "../small" }, writer(h)), 400, "bad-body"],
    // Who one is.
    [
      "a wrong key",
      (h) => post(PROPOSALS, proposal, { Origin: h.origin, Authorization: "Bearer wrong" }),
      401,
      who === "owner" ? "wrong-key" : "wrong-token",
    ],
    [
      "a key by another scheme",
      (h) => post(PROPOSALS, proposal, { Origin: h.origin, Authorization: `Basic ${KEY}` }),
      401,
      who === "owner" ? "wrong-key" : "wrong-token",
    ],
    [
      "a key with something before it",
      (h) => post(PROPOSALS, proposal, { Origin: h.origin, Authorization: `Bearer x ${KEY}` }),
      401,
      who === "owner" ? "wrong-key" : "wrong-token",
    ],
    ["writing without being anybody", (h) => post(PROPOSALS, proposal, { Origin: h.origin }), 401, "not-signed-in"],
    ["importing without being anybody", () => post("/casebooks", { id: "other", files, why: "a" }, {}), 401, "not-signed-in"],
    [
      "deciding without being anybody",
      (h) => post(`/proposals/${h.proposals.mei}/decision`, { verdict: "accept", reason: "" }, {}),
      401,
      "not-signed-in",
    ],
    ["undoing without being anybody", () => post("/casebooks/small/undo", { seq: 1, why: "a" }, {}), 401, "not-signed-in"],
  ];
}

const TEAM: readonly Row[] = [
  ["reading without an account", () => get("/api/v1/casebooks"), 401, "not-signed-in"],
  ["files without an account", () => get("/api/v1/casebooks/small/files"), 401, "not-signed-in"],
  ["an opening without an account", () => get("/api/v1/casebooks/small/opening?most=60"), 401, "not-signed-in"],
  ["a casebook that is not there, without an account", () => get("/api/v1/casebooks/none/files"), 401, "not-signed-in"],
  // Cookies and CSRF.
  ["a session without its CSRF token", (h) => post(PROPOSALS, proposal, { ...h.as.mei, "X-CSRF-Token": null }), 403, "csrf"],
  [
    "the CSRF token of another session",
    (h) => post(PROPOSALS, proposal, { ...h.as.mei, "X-CSRF-Token": h.as.ren["X-CSRF-Token"] }),
    403,
    "csrf",
  ],
  [
    "the CSRF token of a session that is over",
    (h) => post(PROPOSALS, proposal, { ...h.as.mei, "X-CSRF-Token": h.as.loggedOut["X-CSRF-Token"] }),
    403,
    "csrf",
  ],
  ["a session and its CSRF token without Origin", (h) => post(PROPOSALS, proposal, { ...h.as.mei, Origin: null }), 403, "csrf"],
  ["a cookie twice", (h) => get("/api/v1/casebooks", { Cookie: `${h.as.yui.Cookie}; ${h.as.akiko.Cookie}` }), 401, "not-signed-in"],
  ["a cookie by another name", (h) => get("/api/v1/casebooks", { Cookie: `x${h.as.akiko.Cookie}` }), 401, "not-signed-in"],
  ["a cookie that was made up", () => get("/api/v1/casebooks", { Cookie: `keiretsu=${"A".repeat(43)}` }), 401, "not-signed-in"],
  ["a cookie with SQL", () => get("/api/v1/casebooks", { Cookie: "keiretsu=' or 1=1--" }), 401, "not-signed-in"],
  [
    "two keys",
    (h) =>
      `GET /api/v1/casebooks HTTP/1.1\r\nHost: localhost:${h.port}\r\nAuthorization: ${h.as.tokenRead.Authorization}\r\nAuthorization: Bearer x\r\nConnection: close\r\n\r\n`,
    400,
    "repeated-header",
  ],
  // What is over.
  ["a session after its sign-out", (h) => post(PROPOSALS, proposal, h.as.loggedOut), 401, "not-signed-in"],
  ["a session of eight days ago", (h) => post(PROPOSALS, proposal, h.as.expired), 401, "not-signed-in"],
  ["a session that was idle for half a day", (h) => post(PROPOSALS, proposal, h.as.idle), 401, "not-signed-in"],
  ["a session of an account that was removed", (h) => post(PROPOSALS, proposal, h.as.gone), 401, "not-signed-in"],
  ["a token that was revoked", (h) => post(PROPOSALS, proposal, h.as.tokenRevoked), 401, "wrong-token"],
  ["a token that has expired", (h) => get("/api/v1/casebooks", h.as.tokenExpired), 401, "wrong-token"],
  ["the key of local mode", (h) => get("/api/v1/casebooks", h.as.owner), 401, "wrong-token"],
  [
    "a wrong token beside a good cookie",
    (h) => get("/api/v1/casebooks", { ...h.as.akiko, Authorization: "Bearer kei_x" }),
    401,
    "wrong-token",
  ],
  ["a token in the address", (h) => get(`/api/v1/casebooks?api_key=${h.as.tokenRead.Authorization.slice(7)}`), 400, "secret-in-address"],
  // Roles, for every route that changes something.
  ["read proposes", (h) => post(PROPOSALS, proposal, h.as.yui), 403, "role-too-low"],
  ["read moves nodes", (h) => post("/casebooks/small/positions", { positions: {} }, h.as.yui, "PATCH"), 403, "role-too-low"],
  ["read starts a job", (h) => post("/casebooks/small/jobs", { command: "simulate" }, h.as.yui), 403, "role-too-low"],
  ["read decides", (h) => post(`/proposals/${h.proposals.mei}/decision`, { verdict: "accept", reason: "" }, h.as.yui), 403, "role-too-low"],
  [
    "propose decides",
    (h) => post(`/proposals/${h.proposals.ren}/decision`, { verdict: "accept", reason: "" }, h.as.mei),
    403,
    "role-too-low",
  ],
  ["propose undoes", (h) => post("/casebooks/small/undo", { seq: 1, why: "a" }, h.as.mei), 403, "role-too-low"],
  ["propose redoes", (h) => post("/casebooks/small/redo", { seq: 1, why: "a" }, h.as.mei), 403, "role-too-low"],
  ["review imports", (h) => post("/casebooks", { id: "other", files, why: "a" }, h.as.ren), 403, "role-too-low"],
  [
    "review makes an account",
    (h) => post("/accounts", { name: "x", shownName: "X", role: "administer", password: PASSWORD }, h.as.ren),
    403,
    "role-too-low",
  ],
  ["review removes an account", (h) => post("/accounts/mei", "", h.as.ren, "DELETE"), 403, "role-too-low"],
  ["review reads the log", (h) => get("/api/v1/audit", h.as.ren), 403, "role-too-low"],
  ["review lists accounts", (h) => get("/api/v1/accounts", h.as.ren), 403, "role-too-low"],
  ["review lists everybody's tokens", (h) => get("/api/v1/tokens?all=yes", h.as.ren), 403, "role-too-low"],
  ["review revokes a token of another", (h) => post(`/tokens/${h.token}`, "", h.as.ren, "DELETE"), 404, "unknown-token"],
  ["a token that reads proposes", (h) => post(PROPOSALS, proposal, h.as.tokenRead), 403, "role-too-low"],
  [
    "a token that proposes decides",
    (h) => post(`/proposals/${h.proposals.ren}/decision`, { verdict: "accept", reason: "" }, h.as.tokenOfMei),
    403,
    "role-too-low",
  ],
  // One's own proposals.
  [
    "review accepts his own",
    (h) => post(`/proposals/${h.proposals.ren}/decision`, { verdict: "accept", reason: "" }, h.as.ren),
    422,
    "refused",
  ],
  [
    "administer accepts his own",
    (h) => post(`/proposals/${h.proposals.akiko}/decision`, { verdict: "accept", reason: "" }, h.as.akiko),
    422,
    "refused",
  ],
  [
    "review amends his own",
    (h) => post(`/proposals/${h.proposals.ren}/decision`, { verdict: "amend", reason: "", edits: [edit] }, h.as.ren),
    422,
    "refused",
  ],
  [
    "alone, by assertion",
    (h) => post(`/proposals/${h.proposals.ren}/decision`, { verdict: "accept", reason: "", alone: true }, h.as.ren),
    400,
    "bad-body",
  ],
  [
    "withdraws what is another's",
    (h) => post(`/proposals/${h.proposals.ren}/decision`, { verdict: "withdraw", reason: "" }, h.as.mei),
    422,
    "refused",
  ],
  // Climbing.
  ["one's own role", (h) => post("/accounts/mei", { role: "administer" }, h.as.mei, "PATCH"), 403, "own-role"],
  ["an administrator's own role", (h) => post("/accounts/akiko", { role: "read" }, h.as.akiko, "PATCH"), 403, "own-role"],
  ["the role of another", (h) => post("/accounts/yui", { role: "administer" }, h.as.mei, "PATCH"), 403, "role-too-low"],
  ["whether an account exists", (h) => post("/accounts/nobody", { shownName: "X" }, h.as.mei, "PATCH"), 403, "role-too-low"],
  ["the password of another", (h) => post("/accounts/akiko", { password: "quatre lapins verts" }, h.as.mei, "PATCH"), 403, "role-too-low"],
  [
    "one's own password without the one before",
    (h) => post("/accounts/mei", { password: "quatre lapins verts" }, h.as.mei, "PATCH"),
    401,
    "wrong-credentials",
  ],
  [
    "fields that nobody sets (mass assignment)",
    (h) => post("/accounts/mei", { shownName: "M", createdAt: "1970", removedAt: null }, h.as.mei, "PATCH"),
    400,
    "bad-body",
  ],
  [
    "a new account with a hash",
    (h) => post("/accounts", { name: "x", shownName: "X", role: "read", password: PASSWORD, hash: "$scrypt$" }, h.as.akiko),
    400,
    "bad-body",
  ],
  [
    "a role that is none",
    (h) => post("/accounts", { name: "x", shownName: "X", role: "root", password: PASSWORD }, h.as.akiko),
    400,
    "bad-body",
  ],
  [
    "a weak password",
    (h) => post("/accounts", { name: "x", shownName: "X", role: "read", password: "password1234" }, h.as.akiko),
    422,
    "weak-password",
  ],
  [
    "a name with SQL",
    (h) => post("/accounts", { name: "x'); drop table accounts;--", shownName: "X", role: "read", password: PASSWORD }, h.as.akiko),
    422,
    "account-name",
  ],
  [
    "a shown name that reads backwards",
    (h) => post("/accounts", { name: "x", shownName: "\u202eokika", role: "read", password: PASSWORD }, h.as.akiko),
    422,
    "shown-name",
  ],
  [
    "a name that was used",
    (h) => post("/accounts", { name: "gone", shownName: "X", role: "read", password: PASSWORD }, h.as.akiko),
    409,
    "name-taken",
  ],
  ["a token of a higher role", (h) => post("/tokens", { title: "t", role: "administer", days: 1 }, h.as.mei), 403, "role-too-low"],
  ["a token without end", (h) => post("/tokens", { title: "t", role: "read", days: 100_000 }, h.as.mei), 400, "bad-body"],
  ["a token made by a token", (h) => post("/tokens", { title: "t", role: "read", days: 1 }, h.as.tokenOfMei), 403, "session-needed"],
  ["the last administrator leaves", (h) => post("/accounts/akiko", "", h.as.akiko, "DELETE"), 409, "last-administrator"],
  // Signing in.
  [
    "a sign-in from another site",
    () => post("/session", { account: "akiko", password: PASSWORD }, { Origin: "https://evil.example" }),
    403,
    "cross-site",
  ],
  [
    "a wrong password",
    (h) => post("/session", { account: "yui", password: "wrong wrong wrong" }, { Origin: h.origin }),
    401,
    "wrong-credentials",
  ],
  ["no such account", (h) => post("/session", { account: "nobody", password: PASSWORD }, { Origin: h.origin }), 401, "wrong-credentials"],
  [
    "an account that was removed",
    (h) => post("/session", { account: "gone", password: PASSWORD }, { Origin: h.origin }),
    401,
    "wrong-credentials",
  ],
  [
    "SQL as an account",
    (h) => post("/session", { account: "' or '1'='1", password: PASSWORD }, { Origin: h.origin }),
    401,
    "wrong-credentials",
  ],
  [
    "an object as a password",
    (h) => post("/session", { account: "akiko", password: { $ne: null } }, { Origin: h.origin }),
    400,
    "bad-body",
  ],
  [
    "a role at sign-in",
    (h) => post("/session", { account: "akiko", password: PASSWORD, role: "administer" }, { Origin: h.origin }),
    400,
    "bad-body",
  ],
];

function suite(mode: "local" | "team", rows: readonly Row[]): void {
  describe(`${mode} mode refuses`, () => {
    let house: House;
    let before = "";
    beforeAll(async () => {
      house = await openHouse(mode);
      before = await house.state();
    });
    afterAll(() => house.close());

    test.each(rows)("%s", async (_, make, status, code) => {
      const request = make(house);
      const answer: Answer = typeof request === "string" ? await sendBytes(house.port, request) : await house.ask(request);
      expect([answer.status, answer.code], answer.body).toEqual([status, code]);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(answer.body).not.toContain(KEY);
      expect(await house.state()).toBe(before);
      expect((await house.ask(get("/api/v1/health"))).status).toBe(200);
    });
    if (mode === "team") afterwards(() => house);
  });
}

/** What the table cannot say in one request. */
function afterwards(house: () => House): void {
  test("every account that was refused something stands in the log, with why; no secret does", async () => {
    const rows = await readAudit(house().keep, { limit: 1000 });
    const told = rows.map(({ account, action, result }) => `${account} ${action} ${result}`);
    expect(told).toContain("mei PATCH /api/v1/accounts/:name own-role");
    expect(told).toContain("ren POST /api/v1/proposals/:proposal/decision refused");
    expect(told).toContain("null sign-in wrong-credentials");
    expect(rows.find(({ action }) => action === "POST /api/v1/proposals/:proposal/decision")?.detail).toContain('"verdict"');
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify(rows)).not.toMatch(/kei_|scrypt/);
  });

  test("a sign-in that is tried again and again waits, with the right password too", async () => {
    const attempt = (password: string) => house().ask(post("/session", { account: "ren", password }, { Origin: house().origin }));
    for (let i = 0; i < 6; i++) expect((await attempt("wrong wrong wrong")).code).toBe("wrong-credentials");
    const late = await attempt(PASSWORD);
    expect([late.status, late.code]).toEqual([429, "too-many-attempts"]);
    expect(Number(late.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("what is allowed is done: sign in, propose, decide on what is another's, sign out", async () => {
    const { ask, origin, proposals } = house();
    const entered = await ask(post("/session", { account: "akiko", password: PASSWORD }, { Origin: origin }));
    expect(entered.status).toBe(200);
    expect(entered.headers["set-cookie"]).toMatch(/^keiretsu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const { csrf, role } = JSON.parse(entered.body) as { csrf: string; role: string };
    expect(role).toBe("administer");
    const own = { Cookie: entered.headers["set-cookie"].split(";")[0], "X-CSRF-Token": csrf, Origin: origin };
    expect((await ask(post(PROPOSALS, proposal, own))).status).toBe(201);
    const decided = await ask(post(`/proposals/${proposals.mei}/decision`, { verdict: "accept", reason: "right" }, own));
    expect([decided.status, (JSON.parse(decided.body) as { state: string }).state]).toEqual([200, "accepted"]);
    expect((await ask(post("/session", "", own, "DELETE"))).status).toBe(204);
    expect((await ask(post(PROPOSALS, proposal, own))).status).toBe(401);
  });
}

suite("local", everywhere("owner"));
suite("team", [...everywhere("akiko"), ...TEAM]);

test("the table has no fewer rows than were promised", () => expect(everywhere("owner").length + TEAM.length).toBeGreaterThanOrEqual(70));
