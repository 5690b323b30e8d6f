import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { type Answer, refuse } from "../answers/run.ts";
import type { FromJob, ToJob } from "./process.ts";

const ENTRIES = ["./process.js", "./process.ts"] as const;
const MEGABYTES = 1536;
/** After which what does not stop by itself is ended. */
const SECONDS_TO_STOP = 3;

export interface Labour {
  readonly answer: Promise<Answer>;
  /** Ends it; the answer is then `interrupted`. What a journal holds stays. */
  readonly stop: () => void;
}

export interface LabourOptions {
  /** From the least to the most polite, 0 to 19: people who wait for a page come first. */
  readonly niceness: number;
  readonly onProgress: (share: number | null) => void;
}

/** Has a question answered by a process of its own. The answer never fails: a process that dies is an answer too. */
export function labour(task: Omit<Extract<ToJob, { kind: "do" }>, "kind">, { niceness, onProgress }: LabourOptions): Labour {
  const entry = ENTRIES.map((name) => fileURLToPath(new URL(name, import.meta.url))).find((path) => existsSync(path))!;
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${MEGABYTES}`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  makePolite(child, niceness);
  let stopping: NodeJS.Timeout | null = null;
  const answer = new Promise<Answer>((resolve) => {
    child.on("message", (said: FromJob) => {
      if (said.kind === "progress") onProgress(said.share);
      else resolve(said.answer);
    });
    child.on("error", () => resolve(died("error")));
    child.on("exit", (code, signal) => {
      clearTimeout(stopping ?? undefined);
      const settle = (): void => resolve(stopping === null ? died(signal ?? `code ${code}`) : { kind: "interrupted" });
      // Its last words may still be on their way.
      if (child.connected) child.once("disconnect", settle);
      else settle();
    });
  });
  child.send({ kind: "do", ...task } satisfies ToJob);
  return {
    answer,
    stop: () => {
      if (stopping !== null) return;
      stopping = setTimeout(() => child.kill("SIGKILL"), 1000 * SECONDS_TO_STOP);
      if (child.connected) child.send({ kind: "stop" } satisfies ToJob);
    },
  };
}

function makePolite({ pid }: ChildProcess, niceness: number): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // A system that does not let us: the job is done all the same.
  }
}

function died(how: string): Answer {
  return refuse(500, "job-died", {
    en: `The process of this job ended (${how}): too little memory, or someone ended it. It can be tried again.`,
    fr: `Le processus de cette tâche a pris fin (${how}) : mémoire insuffisante, ou quelqu’un y a mis fin. Elle peut être retentée.`,
  });
}
