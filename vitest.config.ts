import { defineConfig } from "vitest/config";

/** Tests that start servers, browsers or processes, or change what a whole process shares: each file in a process of its own. */
const apart = [
  "packages/web/test/browser/*.test.ts",
  "packages/node/test/{http,pool,simulation,store,sweep}/**/*.test.ts",
  "packages/node/test/{readme,recipes,report*,*-pictures}.test.ts",
];

export default defineConfig({
  test: {
    // On a busy machine everything takes several times as long; what hangs is still told.
    testTimeout: 400_000,
    hookTimeout: 400_000,
    // A test that waits for a server, a browser or a process leaves a core idle: three share two.
    maxWorkers: 3,
    globalSetup: "packages/node/test/cli/answers-folder.ts",
    // Node strips types itself. In Vite's own runner each call of another module's function is slower, which doubles the time of kernels.
    experimental: { viteModuleRunner: false },
    execArgv: ["--import", new URL("./scripts/sources.mjs", import.meta.url).href],
    projects: [
      { extends: true, test: { name: "apart", include: apart } },
      // The others read and compute: what they share is loaded once a worker, not once a file. They come last, since they are short.
      {
        extends: true,
        test: {
          name: "together",
          include: ["packages/*/test/**/*.test.ts", "scripts/test/**/*.test.ts"],
          exclude: apart,
          isolate: false,
        },
      },
    ],
  },
});
