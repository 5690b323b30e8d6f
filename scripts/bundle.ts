/**
 * The command line in one file: reading some two hundred small modules is a third of the time of a short answer. bin/keiretsu.mjs takes
 * the bundle when it is as new as the modules it is made of, and the modules otherwise. Packages from npm stay outside.
 */
import { rolldown } from "rolldown";

for (const [input, file] of [
  ["cli/main.js", "cli/bundle.js"],
  // Beside the bundle, where pool.ts looks for it first.
  ["pool/worker.js", "cli/worker.js"],
]) {
  const bundle = await rolldown({
    input: `packages/node/dist/${input}`,
    platform: "node",
    // What only the server and the site need is loaded when it is asked for.
    external: (id) => (id !== "keiretsu" && /^[@a-z]/.test(id)) || /^\.\.\/(http|publish|store)\//.test(id),
  });
  await bundle.write({ file: `packages/node/dist/${file}`, format: "esm", codeSplitting: false });
  await bundle.close();
}
