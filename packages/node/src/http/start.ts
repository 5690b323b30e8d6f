import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { Crew } from "./answers/crew.ts";
import { makeApp } from "./app.ts";
import { Bodies } from "./bodies.ts";
import { JobFolder } from "./jobs/job-folder.ts";
import { Jobs } from "./jobs/jobs.ts";
import { identifyLocally } from "./security/guard.ts";

export interface StartOptions {
  /** Path of a SQLite file, or postgres://...; null: a file in `data`. */
  readonly store: string | null;
  /** Where the key, the store and jobs are kept. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Whether the next free port may be taken instead. */
  readonly nextPort: boolean;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  /** What is to be done with the store before anyone is answered. */
  readonly prepare: (store: Store) => Promise<void>;
}

export interface Started {
  readonly url: string;
  readonly key: string;
  readonly stop: () => Promise<void>;
}

const MEGABYTE = 2 ** 20;
const PORTS_TRIED = 20;

export async function start(options: StartOptions): Promise<Started> {
  const { data, host, log } = options;
  const key = keyIn(data);
  const store = await openStore(options.store ?? join(data, "casebooks.sqlite"));
  const crew = new Crew({ workers: Math.min(4, Math.max(1, availableParallelism() - 1)), most: 200, seconds: 20 });
  const jobs = new Jobs({
    folder: new JobFolder(join(data, "jobs")),
    workers: 2,
    niceness: 15,
    most: 20,
    kept: 200,
    filesOf: async ({ casebook, revision }) => (await store.files(casebook, revision)).files,
  });
  const app = makeApp({
    store,
    crew,
    jobs,
    bodies: new Bodies(128 * MEGABYTE),
    web: fileURLToPath(new URL("../../../web/dist", import.meta.url)),
    identify: identifyLocally(key),
    log,
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve()));
    server.closeIdleConnections();
    await Promise.all([crew.close(), jobs.close()]);
    server.closeAllConnections();
    await closed;
    await store.close();
  };
  try {
    await options.prepare(store);
    const port = await listen(server, options);
    return { url: `http://${host.includes(":") ? `[${host}]` : host}:${port}/`, key, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The key to write with, made once, readable by its owner alone. */
function keyIn(data: string): string {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = join(data, "key");
  try {
    writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}

async function listen(server: Server, { host, port, nextPort }: StartOptions): Promise<number> {
  for (let tried = port; ; tried++) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(tried, host, () => {
          server.off("error", reject);
          resolve();
        });
      });
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!taken || !nextPort || tried >= port + PORTS_TRIED) throw error;
    }
  }
}
