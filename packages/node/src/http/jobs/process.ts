import process from "node:process";
import type { CasebookFile } from "keiretsu";
import { memoryReader } from "../../reader.ts";
import type { Question } from "../answers/questions.ts";
import { type Answer, answer } from "../answers/run.ts";

/** What runs in a process of its own, at a lower priority than whoever answers people: one job, then nothing more. */
export type ToJob =
  | {
      readonly kind: "do";
      readonly folder: string;
      readonly files: readonly CasebookFile[];
      readonly question: Question;
      readonly added: Readonly<Record<string, string>>;
    }
  | { readonly kind: "stop" };

export type FromJob = { readonly kind: "progress"; readonly share: number | null } | { readonly kind: "answer"; readonly answer: Answer };

const stops = new Set<() => void>();
const say = (message: FromJob): Promise<void> => new Promise((resolve) => process.send!(message, undefined, undefined, () => resolve()));

process.on("message", async (message: ToJob) => {
  if (message.kind === "stop") {
    // Work that nobody can interrupt is not waited for.
    if (stops.size === 0) process.exit(0);
    for (const stop of stops) stop();
    return;
  }
  const { folder, files, question, added } = message;
  const given = await answer(question, {
    folder,
    reader: memoryReader(folder, files),
    added,
    io: {
      // So that progress is told several times a second; what is written there goes nowhere.
      stderrIsTTY: true,
      onProgress: (_, share) => void say({ kind: "progress", share }),
      onInterrupt: (listener) => {
        stops.add(listener);
        return () => void stops.delete(listener);
      },
    },
  });
  await say({ kind: "answer", answer: given });
  process.exit(0);
});
// Whoever asked is gone.
process.on("disconnect", () => process.exit(1));
