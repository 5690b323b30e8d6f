import { defineConfig } from "vitest/config";

/** Tests that start servers, browsers or processes, or change what a whole process shares: each file in a process of its own. */
const apart = [
  "packages/web/test/browser/*.test.ts",
  "packages/node/test/{http,pool,simulation,store,sweep}/**/*.test.ts",
  "packages/node/test/{readme,recipes,report*,*-pictures}.test.ts",
];

export default defineConfig({
  // Tests read the sources, so that they never see a stale build.
  resolve: { alias: { keiretsu: new URL("./packages/keiretsu/src/index.ts", import.meta.url).pathname } },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "apart", include: apart } },
      // The others read and compute: what they share is loaded once a worker, not once a file. They come last, since they are short.
      {
        extends: true,
        test: { name: "together", include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"], exclude: apart, isolate: false },
      },
    ],
  },
});
