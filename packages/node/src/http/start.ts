import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { Crew } from "./answers/crew.ts";
import { makeApp } from "./app.ts";
import { Bodies } from "./bodies.ts";
import { FolderShelf } from "./folder-shelf.ts";
import { identifyLocally } from "./security/guard.ts";

export interface StartOptions {
  readonly casebooks: readonly string[];
  /** Where the key, the store and jobs are kept. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Whether the next free port may be taken instead. */
  readonly nextPort: boolean;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

export interface Started {
  readonly url: string;
  readonly key: string;
  readonly stop: () => Promise<void>;
}

const MEGABYTE = 2 ** 20;
const PORTS_TRIED = 20;

export async function start(options: StartOptions): Promise<Started> {
  const { casebooks, data, host, log } = options;
  const key = keyIn(data);
  const crew = new Crew({ workers: 2, most: 200, seconds: 20 });
  const app = makeApp({
    shelf: new FolderShelf(casebooks),
    crew,
    bodies: new Bodies(128 * MEGABYTE),
    web: fileURLToPath(new URL("../../../web/dist", import.meta.url)),
    identify: identifyLocally(key),
    log,
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const port = await listen(server, options);
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}/`,
    key,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await crew.close();
      server.closeAllConnections();
      await closed;
    },
  };
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
