// node --import scripts/sources.mjs: the library is read from its sources, so that no test sees a stale build.
import { registerHooks } from "node:module";

const library = new URL("../packages/keiretsu/src/index.ts", import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) => (specifier === "keiretsu" ? { url: library, shortCircuit: true } : next(specifier, context)),
});
