import type { Bilingual } from "../../cli/command.ts";
import type { Question } from "../answers/questions.ts";

/** queued and running go on by themselves; cancelled and interrupted can be resumed, failed can be tried again. */
type JobState = "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";

/** A question that takes long, asked of one revision of a casebook. */
export interface Job {
  readonly id: string;
  readonly casebook: string;
  readonly revision: number;
  readonly digest: string;
  readonly question: Question;
  readonly by: { readonly account: string; readonly name: string };
  readonly state: JobState;
  /** Share of the work that is done, null where nobody can say. */
  readonly share: number | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Why it failed. */
  readonly problem: { readonly code: string; readonly text: Bilingual } | null;
}

export function hasEnded({ state }: Job): boolean {
  return state !== "queued" && state !== "running";
}
