import { appendFile, rename, stat } from "node:fs/promises";

/** One file of lines; a second one holds those before. */
const LARGEST = 10 * 2 ** 20;
/** Lines that wait for the disk; more than these are counted and dropped, so that a slow disk fills no memory. */
const MOST_WAITING = 10_000;

export type Log = (line: Readonly<Record<string, unknown>>) => void;

/** Lines of JSON at the end of a file, which is put aside as `<path>.1` when it is large. */
export function logTo(path: string, complain: (error: unknown) => void): Log {
  let waiting: string[] = [];
  let dropped = 0;
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      if (dropped > 0) lines.push(`${JSON.stringify({ level: "warning", dropped })}\n`);
      dropped = 0;
      const size = await stat(path).then(
        (found) => found.size,
        () => 0,
      );
      if (size > LARGEST) await rename(path, `${path}.1`);
      await appendFile(path, lines.join(""), { mode: 0o600 });
    }
  };
  return (line) => {
    if (waiting.length >= MOST_WAITING) dropped++;
    else waiting.push(`${JSON.stringify(line)}\n`);
    writing ??= write()
      .catch(complain)
      .finally(() => (writing = null));
  };
}
