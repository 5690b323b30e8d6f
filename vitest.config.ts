import { defineConfig } from "vitest/config";

export default defineConfig({
  // Tests read the sources, so that they never see a stale build.
  resolve: { alias: { keiretsu: new URL("./packages/keiretsu/src/index.ts", import.meta.url).pathname } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
