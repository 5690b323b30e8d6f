import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request as plainRequest, type IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addAccount } from "../../src/http/accounts/accounts.ts";
import { readAudit } from "../../src/http/accounts/audit.ts";
import { keepIn } from "../../src/http/accounts/open-keep.ts";
import { type Started, start } from "../../src/http/start.ts";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";

/** The very file of the recipe, in front of a server that really listens; only its ports and the paths of the certificate are changed. */
const CONFIG = "docs/recipes/team/nginx.conf";
const NAME = "cases.example.org";
const PASSWORD = "trois canards jaunes";

const folder = mkdtempSync(join(tmpdir(), "keiretsu-nginx-"));
let nginx: ChildProcess;
let store: Store;
let trusting: Started;
let plain = 0;
let secure = 0;
let app = 0;

beforeAll(async () => {
  [plain, secure, app] = [await freePort(), await freePort(), await freePort()];
  makeCertificate();
  store = await openStore(join(folder, "team.sqlite"));
  await addAccount(keepIn(store.database), { name: "akiko", shownName: "Akiko", role: "administer", password: PASSWORD });
  trusting = await serve(app, true);
  nginx = spawn(nginxBinary(), ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], { stdio: "ignore" });
  await until(() => reaches(secure));
}, 120_000);

afterAll(async () => {
  nginx.kill("SIGQUIT");
  await trusting.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

test("plain http is sent to https, which answers with our headers", async () => {
  const sent = await new Promise<IncomingHttpHeaders>((resolve, reject) =>
    plainRequest({ port: plain, host: "127.0.0.1", path: "/x", headers: { Host: NAME } }, (answer) => resolve(answer.headers))
      .on("error", reject)
      .end(),
  );
  expect(sent.location).toBe(`https://${NAME}/x`);
  const health = await ask({ path: "/api/v1/health" });
  expect([health.status, health.body]).toEqual([200, '{"status":"ok"}']);
  expect(health.headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  expect(health.headers["content-security-policy"]).toContain("default-src 'none'");
});

test("one signs in through it: the cookie is for TLS, this host and no script; the log has the address that nginx saw, not the one claimed", async () => {
  const entered = await signIn({ "X-Forwarded-For": "6.6.6.6", "X-Forwarded-Host": "evil.example" });
  expect(entered.status).toBe(200);
  expect(entered.headers["set-cookie"]).toEqual([
    expect.stringMatching(/^__Host-keiretsu=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
  ]);
  const cookie = entered.headers["set-cookie"]![0].split(";")[0];
  expect((await ask({ path: "/api/v1/accounts", headers: { Cookie: cookie } })).status).toBe(200);
  expect((await ask({ path: "/api/v1/accounts" })).status).toBe(401);
  expect(await lastAddress()).toBe("127.0.0.2");
});

test("another name is refused, whatever nginx lets through", async () => {
  expect((await ask({ path: "/api/v1/health", headers: { Host: "evil.example" } })).status).toBe(421);
});

test("without --behind-proxy what the proxy says is not read", async () => {
  await trusting.stop();
  trusting = await serve(app, false);
  expect((await signIn({})).status).toBe(200);
  expect(await lastAddress()).toBe("127.0.0.1");
});

async function lastAddress(): Promise<string> {
  return (await readAudit(keepIn(store.database), { limit: 1 }))[0].address;
}

function serve(port: number, behindProxy: boolean): Promise<Started> {
  const team = { publicOrigin: `https://${NAME}:${secure}`, behindProxy, publicRead: false, insecureCookie: false };
  const where = { store: join(folder, "team.sqlite"), data: join(folder, "data"), hosts: ["127.0.0.1"], port, nextPort: false };
  return start({ ...where, team, ahead: false, log: () => {}, prepare: async () => {} });
}

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** From 127.0.0.2, so that the caller's address is not that of nginx. */
function ask({ path, method = "GET", headers = {}, body }: Asked): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const options = {
    host: "127.0.0.1",
    localAddress: "127.0.0.2",
    port: secure,
    servername: NAME,
    ca: readFileSync(join(folder, "fullchain.pem")),
    headers: { Host: `${NAME}:${secure}`, ...headers },
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, path, method }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function signIn(headers: Readonly<Record<string, string>>): ReturnType<typeof ask> {
  const body = JSON.stringify({ account: "akiko", password: PASSWORD });
  const own = { Origin: `https://${NAME}:${secure}`, "Content-Type": "application/json", "Content-Length": String(body.length) };
  return ask({ path: "/api/v1/session", method: "POST", headers: { ...own, ...headers }, body });
}

function makeCertificate(): void {
  const [key, chain] = [join(folder, "privkey.pem"), join(folder, "fullchain.pem")];
  const subject = ["-subj", `/CN=${NAME}`, "-addext", `subjectAltName=DNS:${NAME}`];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
      "-keyout",
      key,
      "-out",
      chain,
      ...subject,
    ],
    {
      stdio: "ignore",
    },
  );
  let text = readFileSync(CONFIG, "utf8");
  const change = (before: string, after: string): void => {
    expect(text, before).toContain(before);
    text = text.replaceAll(before, after);
  };
  change("/etc/ssl/keiretsu/", `${folder}/`);
  change("listen 80;", `listen 127.0.0.1:${plain};`);
  change("listen [::]:80;", "");
  change("listen 443 ssl;", `listen 127.0.0.1:${secure} ssl;`);
  change("listen [::]:443 ssl;", "");
  change("127.0.0.1:4173", `127.0.0.1:${app}`);
  for (const name of ["body", "proxy", "fastcgi", "uwsgi", "scgi"]) mkdirSync(join(folder, name));
  const temporary = [
    "client_body_temp_path body",
    "proxy_temp_path proxy",
    "fastcgi_temp_path fastcgi",
    "uwsgi_temp_path uwsgi",
    "scgi_temp_path scgi",
  ];
  const main = process.getuid?.() === 0 ? "user root;" : "";
  writeFileSync(
    join(folder, "nginx.conf"),
    `${main} daemon off; pid nginx.pid; events {} http { access_log off; ${temporary.map((line) => `${line};`).join(" ")}\n${text}\n}`,
  );
}

function nginxBinary(): string {
  const found = [process.env.KEIRETSU_NGINX, "node_modules/.cache/nginx/usr/sbin/nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (found === undefined)
    throw new Error('This test needs nginx: run "npm test", or "apt-get install nginx" as root, or set KEIRETSU_NGINX.');
  return found;
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await done())) {
    if (performance.now() > deadline)
      throw new Error(
        `nginx does not answer: ${existsSync(join(folder, "error.log")) ? readFileSync(join(folder, "error.log"), "utf8") : ""}`,
      );
    await pause(50);
  }
}

function reaches(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.end());
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
