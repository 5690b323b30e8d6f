import { createHash } from "node:crypto";
import { pictureStyle } from "keiretsu";

/**
 * What a page of ours may do, for browsers. Everything that is not named here is forbidden.
 *
 * - script-src: our own files, no inline script. 'wasm-unsafe-eval' lets the inner loops of the library, which are WebAssembly, be compiled;
 *   it does not allow eval of text.
 * - style-src: our own files, no style attribute, and the one style sheet that every picture of the library carries, named by its hash. A
 *   script may still set element.style.
 * - img-src data: and blob: are pictures being exported; worker-src blob: is the layout in a worker.
 */
const POLICY: Readonly<Record<string, string>> = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": `'self' ${(["both", "light", "dark"] as const).map((theme) => hashOf(pictureStyle(theme))).join(" ")}`,
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "worker-src": "'self' blob:",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
};

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** For a page that nobody sends with headers: all but who may frame it, which only a header may say. */
export const pagePolicy: string = Object.entries(POLICY)
  .map(([name, value]) => `${name} ${value}`)
  .join("; ");

/** The policy of a page; answers of the API are no pages and may do nothing at all. */
function policy(kind: "page" | "embed" | "data"): string {
  const framed = kind === "embed" ? "*" : "'none'";
  const rules = kind === "data" ? { "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'" } : POLICY;
  return [...Object.entries(rules).map(([name, value]) => `${name} ${value}`), `frame-ancestors ${framed}`].join("; ");
}

const FOR_ALL: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Permitted-Cross-Domain-Policies": "none",
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
};

/** `https` where people reach us by TLS: then browsers are told to come back by nothing else, for a year. */
export function securityHeaders(kind: "page" | "embed" | "data", https: boolean): Readonly<Record<string, string>> {
  return {
    ...FOR_ALL,
    "Content-Security-Policy": policy(kind),
    // For browsers that do not know frame-ancestors.
    ...(kind === "embed" ? {} : { "X-Frame-Options": "DENY" }),
    ...(https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
