import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

/** Before a run of tests: a folder for the answers of commands, which goes with the run, and with every change of the code where tests are watched. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "keiretsu-answers-"));
  process.env.KEIRETSU_ANSWERS = folder;
  project.onTestsRerun(() => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  });
  return () => rmSync(folder, { recursive: true });
}
