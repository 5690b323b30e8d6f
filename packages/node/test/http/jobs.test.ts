import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { answer } from "../cli/answer.ts";
import { serveBooks, type Served } from "./bench.ts";

interface Job {
  readonly id: string;
  readonly state: string;
  readonly share: number | null;
  readonly options: Readonly<Record<string, string>>;
  readonly problem: { readonly code: string } | null;
}

const BOOKS = ["casebooks/lucent-2000"];
const AT = "/api/v1/casebooks/lucent-2000/jobs";
// Processes start slowly where the machine is busy.
vi.setConfig({ testTimeout: 400_000 });

/** Long enough to be met running. */
const LONG = { command: "simulate", options: { draws: 6000, "question-draws": 0 } };
const LONG_LINE = "keiretsu simulate casebooks/lucent-2000 --draws 6000 --question-draws 0 --workers 2 --json";

async function ask(served: Served, body: unknown = LONG): Promise<Job> {
  const response = await served.send("POST", AT, body);
  expect(response.status, await response.clone().text()).toBe(202);
  return (await response.json()) as Job;
}

const look = async (served: Served, id: string): Promise<Job> => (await (await served.get(`/api/v1/jobs/${id}`)).json()) as Job;

async function until(served: Served, id: string, holds: (job: Job) => boolean): Promise<Job> {
  for (let tried = 0; tried < 10_000; tried++) {
    const job = await look(served, id);
    if (holds(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`job ${id} did not come so far: ${JSON.stringify(await look(served, id))}`);
}

/** Some of it is done, and kept. */
const underWay = ({ state, share }: Job): boolean => state === "running" && share !== null && share > 0;

describe("a job", () => {
  let served: Served;
  afterAll(() => served.close());

  test("gives the bytes of the command line, tells its progress, and is asked once", async () => {
    served = await serveBooks(BOOKS);
    const asked = { command: "simulate", options: { draws: 600, "question-draws": "0", set: ["demand=0.5", "funding=0"] } };
    const { id } = await ask(served, asked);
    expect((await ask(served, asked)).id).toBe(id);
    const events = await (await served.get(`/api/v1/jobs/${id}/events`)).text();
    const told = [...events.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({ event, job: JSON.parse(data) as Job }));
    expect(told.at(-1)).toMatchObject({ event: "done", job: { id, state: "done", share: 1 } });
    expect(told.slice(0, -1).every(({ event }) => event === "progress")).toBe(true);
    const result = await served.get(`/api/v1/jobs/${id}/result`);
    const { stdout } = await answer(
      "keiretsu simulate casebooks/lucent-2000 --draws 600 --question-draws 0 --set demand=0.5 --set funding=0 --json",
    );
    expect(await result.text()).toBe(stdout);
    const had = await served.get(`/api/v1/jobs/${id}/result`, { "If-None-Match": result.headers.get("etag")! });
    expect(had.status).toBe(304);
    expect((await ask(served, asked)).state).toBe("done");
  });

  test.each([
    [{ command: "nonsense" }, 400, "bad-body"],
    [{ command: "simulate", options: { draws: 0 } }, 400, "bad-parameter"],
    [{ command: "simulate", options: { journal: "x" } }, 400, "bad-parameter"],
    [{ command: "simulate", options: { out: "x" } }, 400, "bad-parameter"],
    ['{"command":', 400, "malformed-json"],
    [[], 400, "bad-body"],
  ])("%j is refused", async (body, status, code) => {
    const response = await served.send("POST", AT, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test("needs the key, a casebook and a job that there is", async () => {
    expect((await served.send("POST", AT, LONG, { Authorization: null })).status).toBe(401);
    expect((await served.send("POST", "/api/v1/casebooks/none/jobs", LONG)).status).toBe(404);
    for (const path of ["", "/result", "/events"]) expect((await served.get(`/api/v1/jobs/0123456789abcdef${path}`)).status).toBe(404);
    expect((await served.send("POST", "/api/v1/jobs/..%2f..%2fkey/cancel")).status).toBe(400);
  });

  test("whose question the data cannot answer has failed, and says why", async () => {
    const { id } = await ask(served, { command: "simulate", options: { scenario: "nowhere" } });
    const job = await until(served, id, ({ state }) => state === "failed");
    expect(job.problem).toMatchObject({ code: "bad-parameter" });
    expect((await served.get(`/api/v1/jobs/${id}/result`)).status).toBe(422);
  });

  test("is listed, the last one first, by pages", async () => {
    const first = (await (await served.get("/api/v1/jobs?limit=1")).json()) as { jobs: Job[]; next: string };
    const second = (await (await served.get(`/api/v1/jobs?limit=1&after=${first.next}`)).json()) as { jobs: Job[]; next: null };
    expect([first.jobs[0].state, second.jobs[0].state, second.next]).toEqual(["failed", "done", null]);
  });
});

describe("a job that is stopped", () => {
  test("by who asked goes on where it was, to the same bytes", async () => {
    const served = await serveBooks(BOOKS);
    const { id } = await ask(served);
    await until(served, id, underWay);
    expect((await served.send("POST", `/api/v1/jobs/${id}/resume`)).status).toBe(409);
    expect(((await (await served.send("POST", `/api/v1/jobs/${id}/cancel`)).json()) as Job).state).toBe("cancelled");
    expect((await served.send("POST", `/api/v1/jobs/${id}/cancel`)).status).toBe(409);
    expect((await served.get(`/api/v1/jobs/${id}/result`)).status).toBe(409);
    await resumed(served, id);
    await until(served, id, ({ state }) => state === "done");
    expect(await (await served.get(`/api/v1/jobs/${id}/result`)).text()).toBe((await answer(LONG_LINE)).stdout);
    await served.close();
  });

  test("by the end of the server can be resumed by the next server, and those that waited go on", async () => {
    const data = mkdtempSync(join(tmpdir(), "keiretsu-jobs-"));
    const before = await serveBooks(BOOKS, { data });
    const { id } = await ask(before);
    const waiting = await ask(before, { command: "find", options: { words: "lucent" } });
    expect(waiting.state).toBe("queued");
    await until(before, id, underWay);
    await before.close();
    const after = await serveBooks([], { data });
    expect((await look(after, id)).state).toBe("interrupted");
    expect(existsSync(join(data, "jobs", `${id}.journal`))).toBe(true);
    await until(after, waiting.id, ({ state }) => state === "done");
    await resumed(after, id);
    await until(after, id, ({ state }) => state === "done");
    expect(await (await after.get(`/api/v1/jobs/${id}/result`)).text()).toBe((await answer(LONG_LINE)).stdout);
    expect(existsSync(join(data, "jobs", `${id}.journal`))).toBe(false);
    await after.close();
    rmSync(data, { recursive: true });
  });
});

describe("too many jobs", () => {
  test("are told to come back, while everything else goes on; old ones are forgotten", async () => {
    const served = await serveBooks(BOOKS, { jobsOptions: { most: 2, kept: 2 } });
    const seeds = [1, 2, 3];
    const jobs: Job[] = [];
    for (const seed of seeds) jobs.push(await ask(served, { ...LONG, options: { ...LONG.options, seed } }));
    const refused = await served.send("POST", AT, { ...LONG, options: { ...LONG.options, seed: 4 } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(await refused.json()).toMatchObject({ code: "overloaded" });
    expect((await served.get("/api/v1/casebooks/lucent-2000/answers/circularity")).status).toBe(200);
    for (const { id } of jobs.toReversed()) await served.send("POST", `/api/v1/jobs/${id}/cancel`);
    await until(served, jobs[0].id, ({ state }) => state === "cancelled");
    const last = await ask(served, { command: "find", options: { words: "lucent" } });
    await until(served, last.id, ({ state }) => state === "done");
    const next = await ask(served, { command: "find", options: { words: "winstar" } });
    await until(served, next.id, ({ state }) => state === "done");
    const files = readdirSync(join(served.data, "jobs")).filter((name) => name.endsWith(".job.json"));
    expect(files.length).toBeLessThanOrEqual(4);
    await served.close();
  });
});

/** Resumed as soon as it has stopped. */
async function resumed(served: Served, id: string): Promise<void> {
  for (let tried = 0; tried < 200; tried++) {
    const response = await served.send("POST", `/api/v1/jobs/${id}/resume`);
    if (response.status === 200) return;
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it never stopped");
}
