import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { openStore } from "../store/open-store.ts";
import type { Store } from "../store/store.ts";
import { keepIn } from "./accounts/open-keep.ts";
import { Crew } from "./answers/crew.ts";
import { makeApp } from "./app.ts";
import { webFolder } from "./web-folder.ts";
import { Bodies } from "./bodies.ts";
import { openAhead } from "./opening.ts";
import { JobFolder } from "./jobs/job-folder.ts";
import { Jobs } from "./jobs/jobs.ts";
import { type Listening, listen } from "./security/listen.ts";
import { localKey } from "./security/local-key.ts";
import { loopbackNames, type OwnNames, publicNames } from "./security/own-names.ts";
import type { Security } from "./security/secure.ts";
import { boundedServer } from "./security/server.ts";
import { sharedReads } from "./shared-reads.ts";
import type { Workbench } from "./workbench.ts";

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
  /** Null: local mode, for whoever works on this machine. */
  readonly team: TeamOptions | null;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  /** Whether the first pictures are computed before anyone asks. */
  readonly ahead: boolean;
  /** What is to be done with the store before anyone is answered. */
  readonly prepare: (store: Store) => Promise<void>;
}

export interface TeamOptions {
  /** What people type: https://cases.example.org. */
  readonly publicOrigin: string;
  readonly behindProxy: boolean;
  readonly publicRead: boolean;
  readonly insecureCookie: boolean;
}

export interface Started {
  readonly url: string;
  readonly port: number;
  /** What lets write in local mode; null in team mode. */
  readonly key: string | null;
  readonly stop: () => Promise<void>;
}

const MEGABYTE = 2 ** 20;

export async function start(options: StartOptions): Promise<Started> {
  const { data, log } = options;
  const key = options.team === null ? localKey(data) : null;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  let names = loopbackNames(options.port);
  const store = sharedReads(await openStore(options.store ?? join(data, "casebooks.sqlite")));
  const crew = new Crew({ workers: Math.min(4, Math.max(1, availableParallelism() - 1)), most: 200, seconds: 20 });
  const jobs = new Jobs({
    folder: new JobFolder(join(data, "jobs")),
    workers: 2,
    niceness: 15,
    most: 20,
    kept: 200,
    filesOf: async ({ casebook, revision }) => (await store.files(casebook, revision)).files,
  });
  const workbench: Workbench = {
    store,
    crew,
    jobs,
    bodies: new Bodies(128 * MEGABYTE),
    web: webFolder(),
    security: securityOf(options, store, () => names),
    log,
  };
  const app = makeApp(workbench);
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
    const url = options.team === null ? `http://${host.includes(":") ? `[${host}]` : host}:${line.port}/` : `${options.team.publicOrigin}/`;
    // What cannot be made ready, or no longer, is made or refused when it is asked for.
    if (options.ahead) void openAhead(workbench).catch(() => undefined);
    return { url, port: line.port, key, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Requests of one account or address. A page asks for some ten things when it opens. */
const REQUESTS_PER_MINUTE = 1200;

function securityOf({ data, team }: StartOptions, store: Store, names: () => OwnNames): Security {
  if (team === null) return { mode: "local", key: () => localKey(data), names };
  const own = publicNames(team.publicOrigin);
  const https = team.publicOrigin.startsWith("https:");
  return { ...team, mode: "team", keep: keepIn(store.database), names: () => own, https, requestsPerMinute: REQUESTS_PER_MINUTE };
}
