import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, relative } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { load } from "../../../keiretsu/src/index.ts";

/** The built app and the casebooks of the repository behind one address on loopback, and a browser to look at them. */

const dist = "packages/web/dist";
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

export interface Served {
  readonly address: string;
  readonly close: () => Promise<void>;
}

export async function serve(): Promise<Served> {
  const books = readdirSync("casebooks").filter((id) => statSync(join("casebooks", id)).isDirectory());
  const opened = new Map(books.map((id) => [id, bookFiles(id)]));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, "http://localhost").pathname);
    const book = /^\/api\/v1\/casebooks\/([^/]+)\/files$/.exec(path)?.[1];
    const send = (status: number, type: string, body: string | Buffer): void => {
      response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
    };
    if (path === "/api/v1/casebooks")
      send(200, types[".json"], JSON.stringify({ casebooks: [...opened.values()].map(({ files: _files, ...listed }) => listed) }));
    else if (book !== undefined && opened.has(book)) send(200, types[".json"], JSON.stringify(opened.get(book)));
    else {
      const file = join(dist, path === "/" ? "index.html" : path);
      const found = statSync(file, { throwIfNoEntry: false })?.isFile() === true && !relative(dist, file).startsWith("..");
      send(found ? 200 : 404, types[extname(file)] ?? "text/plain", found ? readFileSync(file) : "not found");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function bookFiles(id: string) {
  const folder = join("casebooks", id);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(folder, file).replaceAll("\\", "/"), text: readFileSync(file, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const { casebook } = load(files);
  return {
    id,
    title: casebook.title,
    titleFr: casebook.titleFr,
    revision: 1,
    digest: createHash("sha256").update(JSON.stringify(files)).digest("hex"),
    files,
  };
}

export async function browse(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.KEIRETSU_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-sync"],
  });
}

/** Everything that the page complains of: console errors, exceptions, failed requests. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

/** What axe finds against WCAG 2.2 AA on the page as it stands, one line a rule. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: "node_modules/axe-core/axe.min.js" });
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: { run: (options: object) => Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }> };
      }
    ).axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}
