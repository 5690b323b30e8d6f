import { Crew } from "../../src/http/answers/crew.ts";
import { makeApp } from "../../src/http/app.ts";
import { Bodies } from "../../src/http/bodies.ts";
import { FolderShelf } from "../../src/http/folder-shelf.ts";
import { identifyLocally } from "../../src/http/security/guard.ts";
import type { Workbench } from "../../src/http/workbench.ts";

export const KEY = "a-key-for-tests";

/** A server in this process, asked without a socket. */
export interface Served {
  readonly workbench: Workbench;
  readonly lines: Readonly<Record<string, unknown>>[];
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export function serveBooks(folders: readonly string[], given: Partial<Workbench> = {}): Served {
  const crew = new Crew({ workers: 1, most: 20, seconds: 60 });
  const lines: Readonly<Record<string, unknown>>[] = [];
  const workbench: Workbench = {
    shelf: new FolderShelf(folders),
    crew,
    bodies: new Bodies(50_000_000),
    web: "packages/web/nowhere",
    identify: identifyLocally(KEY),
    log: (line) => void lines.push(line),
    ...given,
  };
  const app = makeApp(workbench);
  return {
    workbench,
    lines,
    get: async (path, headers = {}) => app.request(path, { headers }),
    close: () => crew.close(),
  };
}
