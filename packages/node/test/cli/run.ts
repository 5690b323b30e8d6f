import { main } from "../../src/cli/main.ts";
import type { Io } from "../../src/cli/command.ts";

/** What one command line wrote and answered, run in this process. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Run a line such as "keiretsu loops casebooks/ai-alliances --json"; words in double quotes stay together. */
export async function run(line: string, given: Partial<Io> = {}): Promise<Run> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
  if (words[0] === "keiretsu") words.shift();
  let stdout = "";
  let stderr = "";
  const code = await main(words, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
    columns: 80,
    isTTY: false,
    stderrIsTTY: false,
    env: {},
    now: () => 0,
    readSecret: async () => "trois canards jaunes",
    ...given,
  });
  return { code, stdout, stderr };
}
