import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernel, KERNELS } from "../assembly.ts";

test.each(KERNELS)("$output is what $source compiles to", ({ source, output, shared }) => {
  expect(readFileSync(new URL(`../../${output}`, import.meta.url), "utf8")).toBe(compileKernel(source, shared));
});
