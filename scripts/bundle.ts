/**
 * What Node reads in one file. The command line: reading some two hundred small modules is a third of the time of a short answer;
 * bin/keiretsu.mjs takes the bundle when it is as new as the modules it is made of, and the modules otherwise. What the workbench asks first: its own
 * questions, so that a server and a site answer them in its words.
 */
import { rolldown } from "rolldown";

const ofNpm = (id: string): boolean => id !== "keiretsu" && /^[@a-z]/.test(id);
/** What only the server and the site need is loaded when it is asked for. */
const later = (id: string): boolean => /^\.\.\/(http|publish|store)\//.test(id);

for (const [input, file, outside] of [
  ["packages/node/dist/cli/main.js", "cli/bundle.js", (id: string) => ofNpm(id) || later(id)],
  // Beside the bundle, where pool.ts looks for it first.
  ["packages/node/dist/pool/worker.js", "cli/worker.js", (id: string) => ofNpm(id) || later(id)],
  ["packages/web/src/worker/opening.ts", "opening.bundle.js", (id: string) => id === "keiretsu"],
] as const) {
  const bundle = await rolldown({ input, platform: "node", external: outside });
  await bundle.write({ file: `packages/node/dist/${file}`, format: "esm", codeSplitting: false });
  await bundle.close();
}
