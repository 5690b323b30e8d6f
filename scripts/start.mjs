// npm start: install, build, answer the main question on the AI casebook, then serve the workbench until Ctrl-C. `npm start -- --no-serve` ends after the
// report; anything else after -- goes to `keiretsu serve`.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, environment, install, node, root } from "./setup.mjs";

install();
build();
const book = join("casebooks", "ai-alliances");
const options = { cwd: root, stdio: "inherit", env: environment };
const keiretsu = (command) => [join("packages", "node", "bin", "keiretsu.mjs"), ...command];
for (const command of [
  ["circularity", book],
  ["spread", book],
  ["report", book, "-o", "report", "--beside", "casebooks/lucent-2000", "--beside", "casebooks/ford-1914"],
]) {
  const result = spawnSync(node, keiretsu(command), options);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const others = ["keiretsu-japan", "lucent-2000", "ford-1914", "bubbles"].map((name) => join("casebooks", name));
const more = process.argv.slice(2);
if (!more.includes("--no-serve")) {
  const served = spawn(node, keiretsu(["serve", book, ...others, "--log", join(".keiretsu", "access.log"), ...more]), options);
  // Ctrl-C reaches both of us; it ends what it has to, and we end after it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => served.kill("SIGTERM"));
  served.on("exit", (code) => process.exit(code ?? 1));
}
