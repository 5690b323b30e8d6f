import process from "node:process";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UsageError } from "./command.ts";

/** One line of stdin; at a terminal the prompt is shown and what is typed is not. */
export async function readSecret(prompt: string): Promise<string> {
  const atTerminal = process.stdin.isTTY;
  if (atTerminal) process.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: atTerminal });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve(""));
      lines.once("SIGINT", () => reject(new UsageError({ en: "Interrupted.", fr: "Interrompu." })));
    });
  } finally {
    lines.close();
    if (atTerminal) process.stderr.write("\n");
  }
}
