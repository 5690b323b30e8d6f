import { defineConfig } from "vite";
import solid from "vite-plugin-solid";
import { offline } from "./offline.ts";

/** Relative addresses, so that one build serves at the root of a server and below any folder of a static host. */
export default defineConfig({
  base: "./",
  plugins: [solid(), offline()],
  // What the worker needs at once comes in one file.
  worker: { format: "es", rolldownOptions: { output: { codeSplitting: { groups: [{ name: "kernel", tags: ["$initial"] }] } } } },
  build: { target: "es2023", outDir: "dist", emptyOutDir: true, modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { "/api": "http://127.0.0.1:4173" } },
});
