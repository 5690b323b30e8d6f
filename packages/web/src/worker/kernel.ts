/** The worker: holds the casebooks that pages have opened and answers one question after the other. */
import { type BookFiles, type OpenBook, openBook } from "./book.ts";
import { type QuestionName, questions } from "./questions.ts";

export type Order =
  | ({ readonly kind: "open"; readonly key: string } & BookFiles)
  | { readonly kind: "ask"; readonly ticket: number; readonly key: string; readonly name: QuestionName; readonly params: unknown }
  | { readonly kind: "close"; readonly key: string }
  | { readonly kind: "drop"; readonly ticket: number };

export type Reply =
  | { readonly ticket: number; readonly answer: unknown }
  | { readonly ticket: number; readonly fault: { readonly code: string; readonly message: string } }
  | { readonly ticket: number; readonly progress: unknown };

const books = new Map<string, OpenBook | Promise<OpenBook>>();
const queue: Extract<Order, { readonly kind: "ask" }>[] = [];
let busy = false;

addEventListener("message", ({ data: order }: MessageEvent<Order>) => {
  if (order.kind === "open") books.set(order.key, order.edits.length === 0 ? openBook(order) : supposed(order));
  else if (order.kind === "close") books.delete(order.key);
  else if (order.kind === "drop") {
    const at = queue.findIndex((asked) => asked.ticket === order.ticket);
    if (at >= 0) queue.splice(at, 1);
  } else {
    queue.push(order);
    void work();
  }
});

async function supposed(order: Extract<Order, { readonly kind: "open" }>): Promise<OpenBook> {
  const { openSupposed } = await import("./supposed-book.ts");
  return openSupposed(order);
}

async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  while (queue.length > 0) {
    postMessage(await answered(queue.shift()!));
    // Lets "drop" arrive, so that what nobody waits for any more is not computed.
    await new Promise((resolve) => setTimeout(resolve));
  }
  busy = false;
}

async function answered({ ticket, key, name, params }: Extract<Order, { readonly kind: "ask" }>): Promise<Reply> {
  try {
    const book = await books.get(key);
    if (!book) return { ticket, fault: { code: "book-not-open", message: key } };
    const { default: question } = await questions[name]();
    const ask = question as (book: OpenBook, params: unknown, tell: (progress: unknown) => void) => unknown;
    return { ticket, answer: await ask(book, params, (progress) => postMessage({ ticket, progress } satisfies Reply)) };
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    return {
      ticket,
      fault: { code: typeof code === "string" ? code : "internal", message: error instanceof Error ? error.message : String(error) },
    };
  }
}
