/**
 * Our side of the measurements as JavaScript in bench/build, one file for each thread: what users run is compiled too, and to strip types while it runs
 * would cost 18 MB that are no part of it.
 */
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const bundle = await rolldown({
  input: Object.fromEntries(["ours", "worker", "helper"].map((name) => [name, `${HERE}${name}.ts`])),
  platform: "node",
});
await bundle.write({ dir: `${HERE}build`, format: "esm", chunkFileNames: "ours-[name].js" });
await bundle.close();
