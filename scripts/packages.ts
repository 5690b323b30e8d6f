/** The packages as a consumer gets them: packed, then read by publint and by "are the types wrong". */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let failed = false;
for (const name of ["keiretsu", "node"]) {
  const folder = join("packages", name);
  const scratch = mkdtempSync(join(tmpdir(), "keiretsu-pack-"));
  const run = (command: string, args: readonly string[]): void => {
    try {
      execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      failed = true;
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      console.error(`${command} ${args.join(" ")}\n${stdout}${stderr}`);
    }
  };
  run("publint", [folder, "--strict", "--pack", "npm"]);
  run("npm", ["pack", `./${folder}`, "--pack-destination", scratch, "--silent"]);
  for (const file of readdirSync(scratch)) run("attw", [join(scratch, file), "--profile", "esm-only"]);
  rmSync(scratch, { recursive: true });
}
process.exitCode = failed ? 1 : 0;
