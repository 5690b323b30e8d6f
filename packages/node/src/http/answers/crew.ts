import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { CasebookFile } from "keiretsu";
import { Problem } from "../problem.ts";
import type { Question } from "./questions.ts";
import type { Answer } from "./run.ts";
import type { FromAnswerer, ToAnswerer } from "./worker.ts";

export interface CrewOptions {
  readonly workers: number;
  /** Questions that may wait; the next one is told to come back. */
  readonly most: number;
  /** A question that takes longer is a job. */
  readonly seconds: number;
  readonly entry?: URL;
}

interface Waiting {
  readonly asked: ToAnswerer & { readonly files: readonly CasebookFile[] };
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const ENTRIES = ["./worker.js", "./worker.ts"] as const;

function workerEntry(): URL {
  return ENTRIES.map((entry) => new URL(entry, import.meta.url)).find((url) => existsSync(url))!;
}

/** Threads that answer questions, and those that wait for one. */
export class Crew {
  readonly #options: CrewOptions;
  readonly #hands: Hand[];
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#hands = Array.from({ length: options.workers }, () => new Hand(options));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  async ask(
    book: { readonly folder: string; readonly digest: string; readonly files: readonly CasebookFile[] },
    question: Question,
  ): Promise<Answer> {
    if (this.#closed || this.#waiting.length >= this.#options.most) throw overloaded();
    const { folder, digest, files } = book;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked: { book: `${digest} ${folder}`, folder, files, question }, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    const free = this.#hands.filter(({ busy }) => !busy);
    const [first] = this.#waiting;
    if (first === undefined || free.length === 0) return;
    // One that has read the casebook already answers sooner.
    const hand = free.find((one) => one.holds.includes(first.asked.book)) ?? free[0];
    const { asked, resolve, reject } = this.#waiting.shift()!;
    void hand
      .answer(asked)
      .then(resolve, reject)
      .finally(() => this.#next());
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(overloaded());
    await Promise.all(this.#hands.map((hand) => hand.end()));
  }
}

/** One thread, hired when there is something to ask. */
class Hand {
  busy = false;
  holds: readonly string[] = [];
  readonly #options: CrewOptions;
  #worker: Worker | null = null;
  #asking: PromiseWithResolvers<FromAnswerer> | null = null;

  constructor(options: CrewOptions) {
    this.#options = options;
  }

  async answer({ files, ...asked }: Waiting["asked"]): Promise<Answer> {
    this.busy = true;
    this.#worker ??= this.#hire();
    this.#worker.ref();
    this.#asking = Promise.withResolvers();
    const { seconds } = this.#options;
    const timer = setTimeout(() => this.#asking?.reject(tooLong(seconds)), 1000 * seconds);
    try {
      const message: ToAnswerer = this.holds.includes(asked.book) ? asked : { ...asked, files };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      this.#worker.postMessage(message);
      const said = await this.#asking.promise;
      this.holds = said.holds;
      this.#worker?.unref();
      return said.answer;
    } catch (error) {
      // Whatever it is doing, nobody waits for it any more.
      await this.end();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#asking = null;
      this.busy = false;
    }
  }

  #hire(): Worker {
    const worker = new Worker(this.#options.entry ?? workerEntry(), { resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    this.holds = [];
    const lost = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#asking?.reject(error);
    };
    worker.on("message", (said: FromAnswerer) => this.#asking?.resolve(said));
    worker.on("error", lost);
    worker.on("exit", (code) => lost(new Error(`an answering thread ended with code ${code}`)));
    return worker;
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#asking?.reject(overloaded());
    await worker?.terminate();
  }
}

function overloaded(): Problem {
  const text = { en: "Too many questions wait: come back in a moment.", fr: "Trop de questions attendent : revenez dans un instant." };
  return new Problem(503, "overloaded", text, { "Retry-After": "2" });
}

function tooLong(seconds: number): Problem {
  const text = {
    en: `The answer takes more than ${seconds} seconds: ask for it as a job (POST …/jobs).`,
    fr: `La réponse demande plus de ${seconds} secondes : demandez-la comme tâche (POST …/jobs).`,
  };
  return new Problem(503, "too-long", text);
}
