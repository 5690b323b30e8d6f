import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Crew, type CrewOptions } from "../../src/http/answers/crew.ts";
import { makeApp } from "../../src/http/app.ts";
import { Bodies } from "../../src/http/bodies.ts";
import { JobFolder } from "../../src/http/jobs/job-folder.ts";
import { Jobs, type JobsOptions } from "../../src/http/jobs/jobs.ts";
import { loopbackNames } from "../../src/http/security/own-names.ts";
import { sharedReads } from "../../src/http/shared-reads.ts";
import { takeIn } from "../../src/http/take-in.ts";
import type { Workbench } from "../../src/http/workbench.ts";
import { type Contract, contractOf, type Document } from "./contract.ts";
import { openStore } from "../../src/store/open-store.ts";

export const KEY = "a-key-for-tests";

/** A server in this process, asked without a socket. Every response is held against what the server says of itself. */
export interface Served {
  readonly workbench: Workbench;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  readonly contract: Contract;
  readonly data: string;
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  /** With the key; a header that is null is not sent. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string | null>>) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export interface Given extends Partial<Workbench> {
  readonly crewOptions?: Partial<CrewOptions>;
  readonly jobsOptions?: Partial<JobsOptions>;
  /** A folder of an earlier server, which is then not removed. */
  readonly data?: string;
}

export async function serveBooks(folders: readonly string[], given: Given = {}): Promise<Served> {
  const { crewOptions, jobsOptions, data: kept, ...rest } = given;
  const data = kept ?? mkdtempSync(join(tmpdir(), "keiretsu-http-"));
  const store = sharedReads(await openStore(join(data, "casebooks.sqlite")));
  for (const folder of folders) await takeIn(store, folder, false);
  const crew = new Crew({ workers: 1, most: 20, seconds: 60, ...crewOptions });
  const filesOf: JobsOptions["filesOf"] = async ({ casebook, revision }) => (await store.files(casebook, revision)).files;
  const jobs = new Jobs({ folder: new JobFolder(join(data, "jobs")), workers: 1, niceness: 0, most: 4, kept: 5, filesOf, ...jobsOptions });
  const lines: Readonly<Record<string, unknown>>[] = [];
  const workbench: Workbench = {
    store,
    crew,
    jobs,
    bodies: new Bodies(50_000_000),
    web: "packages/web/nowhere",
    security: { mode: "local", key: () => KEY, names: () => loopbackNames(80) },
    log: (line) => void lines.push(line),
    ...rest,
  };
  const app = makeApp(workbench);
  const document = (await (await app.request("/api/v1/openapi.json")).json()) as Document;
  const contract = contractOf(document);
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await app.request(path, init);
    await contract.check(init.method ?? "GET", path, response);
    return response;
  };
  return {
    workbench,
    routes: app.routes,
    contract,
    data,
    lines,
    get: async (path, headers = {}) => request(path, { headers }),
    send: async (method, path, body, headers = {}) =>
      request(path, {
        method,
        headers: Object.entries({ Authorization: `Bearer ${KEY}`, "Content-Type": "application/json", ...headers }).filter(
          (header): header is [string, string] => header[1] !== null,
        ),
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    close: async () => {
      await Promise.all([crew.close(), jobs.close()]);
      await store.close();
      if (kept === undefined) rmSync(data, { recursive: true });
    },
  };
}
