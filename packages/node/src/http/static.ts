import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Context } from "hono";
import { makeBody, sendBody } from "./bodies.ts";
import type { Env } from "./env.ts";
import { Problem } from "./problem.ts";
import type { Workbench } from "./workbench.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** A name that holds a digest of what is in the file never means anything else. */
const HASHED = /^\/assets\/.*-[\w-]{8}\.\w+$/;
const YEAR = "public, max-age=31536000, immutable";

/** A file of the web app; any other address is a page of it, which finds its own way. */
export async function sendStatic(c: Context<Env>, { web, bodies }: Workbench): Promise<Response> {
  const path = decodeURIComponent(new URL(c.req.url).pathname);
  const names = path.split("/").slice(1);
  const isPlain = names.every((name) => /^[\w][\w.-]*$/.test(name));
  const extension = extname(path);
  if (isPlain && TYPES[extension] !== undefined) {
    const sent = await sendFile(c, { web, bodies }, path);
    if (sent !== null) return sent;
  }
  // Something that was meant as a file is not answered with a page.
  if (extension !== "" && path !== "/index.html") throw notFound(path);
  return (await sendFile(c, { web, bodies }, "/index.html")) ?? notBuilt(c);
}

async function sendFile(c: Context<Env>, { web, bodies }: Pick<Workbench, "web" | "bodies">, path: string): Promise<Response | null> {
  const file = join(web, path);
  // At once: the threads of the asynchronous way are where bodies are packed, and hundreds would wait behind them.
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return null;
  const body = await bodies.get(`static ${path} ${found.mtimeMs} ${found.size}`, async () =>
    makeBody(TYPES[extname(path)], await readFile(file)),
  );
  return sendBody(c, body, { "Cache-Control": HASHED.test(path) ? YEAR : "no-cache" });
}

function notFound(path: string): Problem {
  const shown = path.slice(0, 100);
  return new Problem(404, "no-file", { en: `There is nothing at ${shown}.`, fr: `Il n’y a rien à l’adresse ${shown}.` });
}

function notBuilt(c: Context<Env>): Response {
  const language = c.get("language");
  const [title, text, rest] = NOT_BUILT[language];
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>keiretsu</title><h1>${title}</h1><p>${text}</p><pre>npm run build:web</pre><p>${rest} <a href="api/v1/openapi.json">api/v1/openapi.json</a></p></html>\n`;
  return c.html(page, 503, { "Cache-Control": "no-store" });
}

const NOT_BUILT = {
  en: ["The web app is not built", "The server works; the pages are made by", "What programs may ask:"],
  fr: [
    "L’application n’est pas construite",
    "Le serveur fonctionne ; les pages se construisent par",
    "Ce que des programmes peuvent demander :",
  ],
} as const;
