import { createHash } from "node:crypto";
import type { Plugin } from "vite";

/**
 * Writes sw.js beside the app: it keeps every file of this build, so that pages not yet opened work offline too, and the last answer of each
 * casebook's files. Data is asked of the network first; a new build has a new name and takes the place of the old one.
 */
export function offline(): Plugin {
  return {
    name: "keiretsu-offline",
    apply: "build",
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((file) => !file.endsWith(".map") && file !== "index.html")
        .sort();
      const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
      this.emitFile({ type: "asset", fileName: "sw.js", source: worker(version, ["./", "icon.svg", ...files]) });
    },
  };
}

function worker(version: string, files: readonly string[]): string {
  return `const NAME = "keiretsu-${version}";
const FILES = ${JSON.stringify(files)};
addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("keiretsu-") && name !== NAME).map((name) => caches.delete(name))))
      .then(() => clients.claim()),
  );
});
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  const address = new URL(request.url);
  const here = address.pathname.slice(new URL(registration.scope).pathname.length);
  if (here.startsWith("assets/")) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (here === "" || here === "index.html" || here === "icon.svg" || /^(api\\/v1\\/casebooks(\\/[^/]+\\/(files|opening))?|data\\/(opening-\\d+\\/)?[^/]+\\.json)$/.test(here)) event.respondWith(fresh(request));
});
async function fresh(request) {
  const cache = await caches.open(NAME);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: request.mode === "navigate" });
    if (kept) return kept;
    throw error;
  }
}
`;
}
