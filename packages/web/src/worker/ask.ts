import type { CasebookFile, RowEdit } from "keiretsu";
import type { Order, Reply } from "./kernel.ts";
import { questionKey } from "./question-key.ts";
import type { Answer, Params, QuestionName } from "./questions.ts";

/** What the library or the worker refused: the code is the library's own. */
export class AskError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "AskError";
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: unknown) => void) | undefined;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: unknown) => void;
}

/** Most casebooks that a worker holds at once: what-ifs open a new one at every change. Questions already queued about the oldest come before it is closed. */
const MOST_BOOKS = 8;

/** One worker and the questions it still owes. Short questions and long runs have a lane each, so that a run never holds up a page. */
class Lane {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #opened = new Set<string>();
  #ticket = 0;

  async ask<N extends QuestionName>(book: Book, name: N, params: Params<N>, { signal, onProgress }: AskOptions): Promise<Answer<N>> {
    if (Object.hasOwn(book.known, questionKey(name, params))) return book.known[questionKey(name, params)] as Answer<N>;
    await this.open(book);
    if (signal?.aborted === true) throw notAsked();
    const ticket = ++this.#ticket;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(ticket, { resolve, reject, onProgress }));
    signal?.addEventListener("abort", () => this.#drop(ticket));
    this.#send({ kind: "ask", ticket, key: book.key, name, params });
    return (await answer) as Answer<N>;
  }

  start(): Worker {
    this.#worker ??= this.#make();
    return this.#worker;
  }

  /** End what runs now; the worker is made anew at the next question. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#opened.clear();
    for (const ticket of this.#waiting.keys()) this.#settle(ticket)?.reject(new AskError("cancelled", "stopped"));
  }

  /** Hand the worker the files of a casebook, unless it has them. */
  async open({ key, id, edits, files }: Book): Promise<void> {
    const read = this.#opened.has(key) ? null : await files();
    const known = this.#opened.delete(key);
    this.#opened.add(key);
    if (known) return;
    this.#send({ kind: "open", key, id, edits, files: read! });
    const [oldest] = this.#opened;
    if (this.#opened.size <= MOST_BOOKS) return;
    this.#opened.delete(oldest);
    this.#send({ kind: "close", key: oldest });
  }

  #send(order: Order): void {
    this.start().postMessage(order);
  }

  #make(): Worker {
    const worker = new Worker(new URL("./kernel.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => this.#hear(data));
    worker.addEventListener("error", (event) => {
      for (const ticket of this.#waiting.keys()) this.#settle(ticket)?.reject(new AskError("worker", event.message));
    });
    return worker;
  }

  #hear(reply: Reply): void {
    if ("progress" in reply) return this.#waiting.get(reply.ticket)?.onProgress?.(reply.progress);
    const waiting = this.#settle(reply.ticket);
    if ("fault" in reply) waiting?.reject(new AskError(reply.fault.code, reply.fault.message));
    else waiting?.resolve(reply.answer);
  }

  #drop(ticket: number): void {
    const waiting = this.#settle(ticket);
    if (!waiting) return;
    this.#send({ kind: "drop", ticket });
    waiting.reject(notAsked());
  }

  #settle(ticket: number): Waiting | undefined {
    const waiting = this.#waiting.get(ticket);
    this.#waiting.delete(ticket);
    return waiting;
  }
}

function notAsked(): AskError {
  return new AskError("cancelled", "no longer asked");
}

/** A casebook that questions are about; `key` names its very bytes. */
export interface Book {
  readonly key: string;
  readonly id: string;
  /** Revision of the store that the files are of; 0 for what no store has. */
  readonly revision: number;
  /** Read when the worker first needs them. */
  readonly files: () => Promise<readonly CasebookFile[]>;
  /** What is supposed beside them; the worker applies it. */
  readonly edits: readonly RowEdit[];
  /** Answers that came with it, by `questionKey`. */
  readonly known: Readonly<Record<string, unknown>>;
}

/** For a question that is about no casebook. */
export const nobody: Book = { key: "", id: "", revision: 0, files: async () => [], edits: [], known: {} };

const lanes = { short: new Lane(), long: new Lane() };

/** Read the worker before there is anything to ask. */
export function startWorker(): void {
  lanes.short.start();
}

/** Read a casebook before there is anything to ask of it. */
export function prepare(book: Book): Promise<void> {
  return lanes.short.open(book);
}

export function ask<N extends QuestionName>(book: Book, name: N, params: Params<N>, options: AskOptions = {}): Promise<Answer<N>> {
  return lanes.short.ask(book, name, params, options);
}

/** A run of seconds or minutes, in a worker of its own; `stopLong` ends it. @public */
export function askLong<N extends QuestionName>(book: Book, name: N, params: Params<N>, options: AskOptions = {}): Promise<Answer<N>> {
  return lanes.long.ask(book, name, params, options);
}

/** @public */
export function stopLong(): void {
  lanes.long.stop();
}
