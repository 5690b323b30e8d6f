// npm start: install, build, and answer the main question on the AI casebook.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, environment, install, node, root } from "./setup.mjs";

install();
build();
const book = join("casebooks", "ai-alliances");
for (const command of [
  ["circularity", book],
  ["spread", book],
  ["report", book, "-o", "report", "--beside", "casebooks/lucent-2000", "--beside", "casebooks/ford-1914"],
]) {
  const result = spawnSync(node, [join("packages", "node", "bin", "keiretsu.mjs"), ...command], {
    cwd: root,
    stdio: "inherit",
    env: environment,
  });
  if (result.status !== 0) process.exit(result.status ?? 1);
}
