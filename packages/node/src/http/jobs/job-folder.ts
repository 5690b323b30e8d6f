import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "./job.ts";

const ID = /^[0-9a-f]{16}$/;

/** Jobs on disk: what was asked and what became of it, the answer, and a journal of work half done. */
export class JobFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** By age. A file that was torn when the machine stopped is left out. */
  load(): readonly Job[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(".job.json") && ID.test(name.slice(0, -".job.json".length)))
      .flatMap((name) => {
        try {
          return [JSON.parse(readFileSync(join(this.#folder, name), "utf8")) as Job];
        } catch {
          return [];
        }
      })
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1));
  }

  keep(job: Job): void {
    this.#write(`${job.id}.job.json`, `${JSON.stringify(job, null, 2)}\n`);
  }

  keepResult(id: string, text: string): void {
    this.#write(`${id}.result`, text);
  }

  async result(id: string): Promise<Buffer<ArrayBuffer>> {
    return readFile(join(this.#folder, `${id}.result`));
  }

  hasResult(id: string): boolean {
    return existsSync(join(this.#folder, `${id}.result`));
  }

  journal(id: string): string {
    return join(this.#folder, `${id}.journal`);
  }

  forget(id: string): void {
    for (const end of ["job.json", "result", "journal"]) rmSync(join(this.#folder, `${id}.${end}`), { force: true });
  }

  /** Whole or not at all. */
  #write(name: string, text: string): void {
    const path = join(this.#folder, name);
    writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }
}
