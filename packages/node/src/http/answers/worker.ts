import { parentPort } from "node:worker_threads";
import type { CasebookFile } from "keiretsu";
import { memoryReader, type Reader } from "../../reader.ts";
import { type Answer, answer } from "./run.ts";
import type { Question } from "./questions.ts";

/** What runs in a thread of the crew: one question at a time, on casebooks that it keeps once it has been handed them. */
export interface ToAnswerer {
  /** Name of the casebook and digest of its files. */
  readonly book: string;
  readonly folder: string;
  /** Left out where the thread holds them. */
  readonly files?: readonly CasebookFile[];
  readonly question: Question;
}

export interface FromAnswerer {
  readonly answer: Answer;
  /** The casebooks that it holds now. */
  readonly holds: readonly string[];
}

/** Casebooks parsed and ready in one thread; about ten times their text. */
const MOST_BOOKS = 6;

const books = new Map<string, Reader>();

parentPort!.on("message", async ({ book, folder, files, question }: ToAnswerer) => {
  const reader = books.get(book) ?? memoryReader(folder, files!);
  books.delete(book);
  books.set(book, reader);
  if (books.size > MOST_BOOKS) books.delete(books.keys().next().value!);
  const given = await answer(question, { folder, reader, added: { workers: "1" } });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage({ answer: given, holds: [...books.keys()] } satisfies FromAnswerer);
});
