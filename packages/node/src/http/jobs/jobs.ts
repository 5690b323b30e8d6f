import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import type { CasebookFile } from "keiretsu";
import { QUESTIONS } from "../answers/questions.ts";
import { type Answer, refuse } from "../answers/run.ts";
import { Problem } from "../problem.ts";
import type { JobFolder } from "./job-folder.ts";
import { hasEnded, type Job } from "./job.ts";
import { type Labour, labour } from "./labour.ts";

export interface JobsOptions {
  readonly folder: JobFolder;
  /** At once. */
  readonly workers: number;
  readonly niceness: number;
  /** That may wait; the next one is told to come back. */
  readonly most: number;
  /** Ended ones that are kept, the last ones. */
  readonly kept: number;
  /** The files of the revision that a job asks. */
  readonly filesOf: (job: Job) => Promise<readonly CasebookFile[]>;
}

/** Questions that take long: in a queue, in processes of their own, on disk. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #jobs = new Map<string, Job>();
  readonly #running = new Map<string, Labour>();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #closing = false;

  /** What ran when the server stopped can be resumed; what waited goes on waiting. */
  constructor(options: JobsOptions) {
    this.#options = options;
    for (const job of options.folder.load()) this.#keep(afterRestart(job, options.folder));
    this.#next();
  }

  list(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  get(id: string): Job {
    const job = this.#jobs.get(id);
    if (job !== undefined) return job;
    throw new Problem(404, "no-job", { en: `There is no job “${id}”.`, fr: `Il n’y a pas de tâche « ${id} ».` });
  }

  /** The same question of the same files is one job, unless it came to nothing. */
  add(asked: Pick<Job, "casebook" | "revision" | "digest" | "question" | "by">): Job {
    const same = this.list().find((job) => isSame(job, asked) && ["queued", "running", "done"].includes(job.state));
    if (same !== undefined) return same;
    this.#checkRoom();
    const job: Job = {
      id: randomBytes(8).toString("hex"),
      ...asked,
      state: "queued",
      share: null,
      createdAt: new Date().toISOString(),
      startedAt: null,
      endedAt: null,
      problem: null,
    };
    this.#keep(job);
    this.#forgetOld();
    this.#next();
    return this.get(job.id);
  }

  /** Asks it to end; what it has done is kept where it keeps a journal. */
  cancel(id: string): Job {
    const job = this.get(id);
    if (hasEnded(job)) throw new Problem(409, "job-has-ended", { en: "The job has ended already.", fr: "La tâche est déjà terminée." });
    this.#keep({ ...job, state: "cancelled", endedAt: new Date().toISOString() });
    this.#running.get(id)?.stop();
    return this.get(id);
  }

  resume(id: string): Job {
    const job = this.get(id);
    if (!["cancelled", "interrupted", "failed"].includes(job.state))
      throw new Problem(409, "not-resumable", {
        en: "Only a job that was cancelled, interrupted or failed goes on.",
        fr: "Seule une tâche annulée, interrompue ou en échec peut reprendre.",
      });
    if (this.#running.has(id))
      throw new Problem(
        503,
        "still-stopping",
        { en: "The job is still stopping: come back in a moment.", fr: "La tâche s’arrête encore : revenez dans un instant." },
        { "Retry-After": "2" },
      );
    this.#checkRoom();
    this.#keep({ ...job, state: "queued", startedAt: null, endedAt: null, problem: null });
    this.#next();
    return this.get(id);
  }

  async result(id: string): Promise<Buffer<ArrayBuffer>> {
    const job = this.get(id);
    if (job.state === "done") return this.#options.folder.result(id);
    if (job.problem !== null) throw new Problem(422, job.problem.code, job.problem.text);
    throw new Problem(409, "not-done", { en: "The job is not done.", fr: "La tâche n’est pas terminée." });
  }

  /** Calls back at every change until told to forget. */
  watch(id: string, listener: (job: Job) => void): () => void {
    this.#changes.on(id, listener);
    return () => void this.#changes.off(id, listener);
  }

  /** Running jobs are stopped so that they can be resumed. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const [id, work] of this.#running) {
      this.#keep({ ...this.get(id), state: "interrupted", endedAt: new Date().toISOString() });
      work.stop();
    }
    await Promise.all([...this.#running.values()].map(({ answer }) => answer));
  }

  #checkRoom(): void {
    if (!this.#closing && this.list().filter(({ state }) => state === "queued").length < this.#options.most) return;
    const text = { en: "Too many jobs wait: come back later.", fr: "Trop de tâches attendent : revenez plus tard." };
    throw new Problem(503, "overloaded", text, { "Retry-After": "30" });
  }

  #next(): void {
    const next = this.list().find(({ id, state }) => state === "queued" && !this.#running.has(id));
    if (next === undefined || this.#closing || this.#running.size >= this.#options.workers) return;
    void this.#work(next).finally(() => this.#next());
    this.#next();
  }

  async #work(job: Job): Promise<void> {
    const { filesOf, folder, niceness } = this.#options;
    this.#keep({ ...job, state: "running", startedAt: new Date().toISOString() });
    const command = QUESTIONS.get(job.question.command)!.command;
    const hasJournal = command.options.some(({ name }) => name === "journal");
    const started = Promise.withResolvers<Answer>();
    // The place is taken at once; files are read after.
    this.#running.set(job.id, { answer: started.promise, stop: () => started.resolve({ kind: "interrupted" }) });
    try {
      const files = await filesOf(job);
      if (hasEnded(this.get(job.id))) return;
      const added = { workers: "1", ...(hasJournal ? { journal: folder.journal(job.id) } : {}) };
      const onProgress = (share: number | null): void => this.#tell({ ...this.get(job.id), share });
      const work = labour({ folder: job.casebook, files, question: job.question, added }, { niceness, onProgress });
      this.#running.set(job.id, work);
      this.#end(job.id, await work.answer);
    } catch (error) {
      const text =
        error instanceof Problem ? error.text : { en: "The files cannot be read now.", fr: "Les fichiers ne peuvent être lus maintenant." };
      this.#end(job.id, refuse(500, "no-files", text));
    } finally {
      started.resolve({ kind: "interrupted" });
      this.#running.delete(job.id);
    }
  }

  /** What was cancelled meanwhile stays so, unless it was done before it heard of it. */
  #end(id: string, answer: Answer): void {
    const job = this.get(id);
    const endedAt = new Date().toISOString();
    if (answer.kind === "text") {
      this.#options.folder.keepResult(id, answer.text);
      this.#keep({ ...job, state: "done", share: 1, endedAt });
    } else if (hasEnded(job)) return;
    else if (answer.kind === "interrupted") this.#keep({ ...job, state: "interrupted", endedAt });
    else this.#keep({ ...job, state: "failed", endedAt, problem: { code: answer.code, text: answer.text } });
  }

  #tell(job: Job): void {
    if (hasEnded(this.get(job.id))) return;
    this.#jobs.set(job.id, job);
    this.#changes.emit(job.id, job);
  }

  #keep(job: Job): void {
    this.#jobs.set(job.id, job);
    this.#options.folder.keep(job);
    this.#changes.emit(job.id, job);
  }

  #forgetOld(): void {
    const ended = this.list().filter((job) => hasEnded(job) && !this.#running.has(job.id));
    for (const { id } of ended.slice(0, Math.max(0, ended.length - this.#options.kept))) {
      this.#jobs.delete(id);
      this.#options.folder.forget(id);
    }
  }
}

function afterRestart(job: Job, folder: JobFolder): Job {
  const isLost = job.state === "running" || (job.state === "done" && !folder.hasResult(job.id));
  return isLost ? { ...job, state: "interrupted" } : job;
}

function isSame(job: Job, asked: Pick<Job, "casebook" | "digest" | "question">): boolean {
  const { command, values, form } = job.question;
  const { question } = asked;
  // Objects of both were made in the order in which the command declares its options.
  return (
    job.casebook === asked.casebook &&
    job.digest === asked.digest &&
    JSON.stringify([command, values, form]) === JSON.stringify([question.command, question.values, question.form])
  );
}
