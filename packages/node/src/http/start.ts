import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { Crew } from "./answers/crew.ts";
import { makeApp } from "./app.ts";
import { Bodies } from "./bodies.ts";
import { JobFolder } from "./jobs/job-folder.ts";
import { Jobs } from "./jobs/jobs.ts";
import { type Listening, listen } from "./security/listen.ts";
import { localKey } from "./security/local-key.ts";
import { loopbackNames } from "./security/own-names.ts";
import { boundedServer } from "./security/server.ts";

export interface StartOptions {
  /** Path of a SQLite file, or postgres://...; null: a file in `data`. */
  readonly store: string | null;
  /** Where the key, the store and jobs are kept. */
  readonly data: string;
  /** Addresses to listen on, the first of which must be had. */
  readonly hosts: readonly string[];
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

export async function start(options: StartOptions): Promise<Started> {
  const { data, log } = options;
  const key = localKey(data);
  let names = loopbackNames(options.port);
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
    security: { mode: "local", key: () => localKey(data), names: () => names },
    log,
  });
  let line: Listening | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all([crew.close(), jobs.close()]);
    await line?.close();
    await store.close();
  };
  try {
    await options.prepare(store);
    line = await listen(() => boundedServer(app.fetch), options);
    names = loopbackNames(line.port);
    const [host] = options.hosts;
    return { url: `http://${host.includes(":") ? `[${host}]` : host}:${line.port}/`, key, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
