import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";

/** Folder of initdb and pg_ctl: as the test command found it, or where Debian puts it. */
function binaries(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [process.env.KEIRETSU_POSTGRES, ...versions.map((version) => join(debian, version, "bin"))].find(
    (folder) => folder !== undefined && existsSync(join(folder, "initdb")),
  );
  if (found === undefined)
    throw new Error(
      'These tests need PostgreSQL 15 or newer: run "apt-get install postgresql" as root, or set KEIRETSU_POSTGRES to the folder of its initdb.',
    );
  return found;
}

/** A PostgreSQL of our own in a temporary folder, on loopback. */
export interface Cluster {
  /** A new empty database; gives its address. */
  readonly database: () => Promise<string>;
  /** One statement as the owner of the server, for what the store itself would never do. */
  readonly run: (address: string, statement: string) => Promise<readonly Record<string, unknown>[]>;
  readonly start: () => Promise<void>;
  /** kill -9 the postmaster and wait until nothing of it is left. */
  readonly kill: () => Promise<void>;
  /** End it and take its folder away. */
  readonly remove: () => Promise<void>;
}

/** No wait is longer. */
const PATIENCE_MS = 60_000;

export async function makeCluster(): Promise<Cluster> {
  const bin = binaries();
  const folder = mkdtempSync(join(tmpdir(), "keiretsu-pg-"));
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  const owner = whoMayRun();
  if (owner !== null) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid);
  const surroundings = { cwd: folder, ...owner };
  execFileSync(join(bin, "initdb"), ["-D", data, "-U", "keiretsu", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], {
    ...surroundings,
    stdio: ["ignore", "ignore", "pipe"],
    timeout: PATIENCE_MS,
  });
  const port = await freePort();
  const address = (database: string): string => `postgres://keiretsu@127.0.0.1:${port}/${database}`;
  const run: Cluster["run"] = async (where, statement) => {
    const client = new Client({ connectionString: where, connectionTimeoutMillis: PATIENCE_MS });
    // A server that is killed between two statements tells it here.
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  let postmaster: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const log = openSync(join(folder, "log"), "a");
    const options = ["-D", data, "-k", folder, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=40"];
    postmaster = spawn(join(bin, "postgres"), options, { ...surroundings, stdio: ["ignore", log, log] });
    closeSync(log);
    await until(() =>
      run(address("postgres"), "select 1").then(
        () => true,
        () => false,
      ),
    );
  };
  const kill = async (): Promise<void> => {
    const family = childrenOf(postmaster!.pid!);
    postmaster!.kill("SIGKILL");
    // Its children see it and end by themselves; a new postmaster refuses to start before they have.
    await until(async () => postmaster!.signalCode !== null && !family.some((pid) => alive(pid)));
  };
  await start();
  let made = 0;
  return {
    database: async () => {
      const name = `store${++made}`;
      await run(address("postgres"), `create database ${name}`);
      return address(name);
    },
    run,
    start,
    kill,
    remove: async () => {
      if (postmaster!.exitCode === null && postmaster!.signalCode === null) await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: there it runs as the user that its package makes. */
function whoMayRun(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error("PostgreSQL did not do it in a minute");
    await pause(50);
  }
}

function childrenOf(parent: number): readonly number[] {
  const list = execFileSync("ps", ["-o", "pid=", "--ppid", String(parent)], { encoding: "utf8" });
  return list.trim().split(/\s+/).map(Number);
}

/** Ended and not yet buried counts as gone. */
function alive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
