import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { CasebookFile } from "../../../keiretsu/src/index.ts";
import { start } from "../../../node/src/http/start.ts";

/** The built app behind the real server, with the casebooks of the repository in a store of its own, and a browser to look at them. */

export interface Served {
  readonly address: string;
  /** What lets its bearer write; "" where accounts do. */
  readonly key: string;
  readonly close: () => Promise<void>;
}

export async function serve(
  books: readonly string[] = ["ai-alliances", "lucent-2000", "ford-1914", "keiretsu-japan", "bubbles"],
  { team = null }: { readonly team?: { readonly administrator: string; readonly password: string } | null } = {},
): Promise<Served> {
  const data = mkdtempSync(join(tmpdir(), "keiretsu-web-"));
  const place = join(data, "casebooks.sqlite");
  const port = team === null ? 0 : await freePort();
  if (team !== null) addAdministrator(place, team);
  const started = await start({
    store: place,
    team: team && { publicOrigin: `http://localhost:${port}`, behindProxy: false, publicRead: false, insecureCookie: true },
    data,
    hosts: ["127.0.0.1"],
    port,
    nextPort: false,
    log: () => {},
    ahead: false,
    prepare: async (store) => {
      for (const id of books) await store.importFiles(id, bookFiles(id), { account: "test", name: "Test" }, "first import");
    },
  });
  return {
    address: started.url,
    key: started.key ?? "",
    close: async () => {
      await started.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** As the recipe for teams says: on the machine of the server, with the password from a pipe. */
function addAdministrator(store: string, team: { readonly administrator: string; readonly password: string }): void {
  const command = ["packages/node/bin/keiretsu.mjs", "account", "add", team.administrator, "--role", "administer", "--store", store];
  execFileSync(process.execPath, command, { input: `${team.password}\n` });
}

/** A team's server is known by one address, which has to be said before it listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function bookFiles(id: string): readonly CasebookFile[] {
  const folder = join("casebooks", id);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ path: relative(folder, file).replaceAll("\\", "/"), text: readFileSync(file, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export async function browse(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.KEIRETSU_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-sync"],
  });
}

/** Everything that the page complains of: console errors, exceptions, failed requests. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // What the page itself no longer wants is no fault.
    if (why !== "net::ERR_ABORTED") complaints.push(`${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

/** What axe finds against WCAG 2.2 AA on the page as it stands, or by some of its rules alone; one line a rule. */
export async function axeFindings(page: Page, rules: readonly string[] = []): Promise<string[]> {
  // As a debugger would, since the page's own policy lets no script in.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
  return page.evaluate(async (only) => {
    const runOnly = only.length > 0 ? { type: "rule", values: only } : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await (
      globalThis as unknown as {
        axe: { run: (options: object) => Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }> };
      }
    ).axe.run({ resultTypes: ["violations"], preload: false, runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, rules);
}
