import { Buffer } from "node:buffer";
import { describe, expect, test } from "vitest";
import { Crew } from "../../src/http/answers/crew.ts";
import { Bodies, makeBody } from "../../src/http/bodies.ts";
import { serveBooks } from "./bench.ts";

const AT = "/api/v1/casebooks/ford-1914/answers";

describe("too many questions", () => {
  test("are told to come back, and the server goes on", async () => {
    const served = await serveBooks(["casebooks/ford-1914"], { crewOptions: { workers: 1, most: 3 } });
    const all = await Promise.all(Array.from({ length: 12 }, (_, i) => served.get(`${AT}/circularity?top=${i + 10}`)));
    const statuses = all.map(({ status }) => status);
    // One is being answered and three wait.
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    const refused = all.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(8);
    for (const response of refused) {
      expect(response.headers.get("retry-after")).toBe("2");
      expect(await response.json()).toMatchObject({ code: "overloaded" });
    }
    expect((await served.get(`${AT}/circularity?top=21`)).status).toBe(200);
    await served.close();
  });

  test("that are one question are computed once", async () => {
    const served = await serveBooks(["casebooks/ford-1914"], { crewOptions: { workers: 1, most: 1 } });
    const all = await Promise.all(Array.from({ length: 50 }, () => served.get(`${AT}/loops`)));
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(await Promise.all(all.map((response) => response.text()))).size).toBe(1);
    await served.close();
  });
});

describe("a question that takes too long", () => {
  test("is refused with the advice to make it a job, and holds nobody up", async () => {
    const served = await serveBooks(["casebooks/ford-1914"], { crewOptions: { seconds: 0.2 } });
    const long = await served.get(`${AT}/simulate?draws=10000000`);
    expect(long.status).toBe(503);
    const told = (await long.json()) as { code: string; detail: string };
    expect(told.code).toBe("too-long");
    expect(told.detail).toContain("jobs");
    await served.close();
  });
});

describe("a thread that dies", () => {
  test("fails its question alone; the next one has another", async () => {
    const dying = new URL(
      'data:text/javascript,import { parentPort } from "node:worker_threads"; parentPort.on("message", () => process.exit(7));',
    );
    const crew = new Crew({ workers: 1, most: 5, seconds: 30, entry: dying });
    const book = { folder: "b", digest: "d", files: [] };
    const question = { command: "check", values: {}, form: "json", language: "en" } as const;
    for (let tried = 0; tried < 3; tried++) await expect(crew.ask(book, question)).rejects.toThrow("code 7");
    await crew.close();
    await expect(crew.ask(book, question)).rejects.toMatchObject({ code: "overloaded" });
  });
});

describe("bodies in memory", () => {
  const body = (size: number): ReturnType<typeof makeBody> => makeBody("application/octet-stream", Buffer.alloc(size));

  test("never take more than they may; those used least recently go first", async () => {
    const bodies = new Bodies(1000);
    let made = 0;
    const get = (key: string, size = 200): Promise<unknown> => bodies.get(key, async () => (made++, body(size)));
    for (const key of ["a", "b", "c", "d", "e"]) await get(key);
    expect([made, bodies.bytes]).toEqual([5, 1000]);
    await get("a");
    await get("f");
    expect(bodies.bytes).toBe(1000);
    await get("a");
    expect(made).toBe(6);
    await get("b");
    expect(made).toBe(7);
    // One that would push most of the others out is not kept at all.
    await get("large", 400);
    await get("large", 400);
    expect([made, bodies.bytes]).toEqual([9, 1000]);
  });

  test("that cannot be made are asked for again", async () => {
    const bodies = new Bodies(1000);
    await expect(bodies.get("x", async () => Promise.reject(new Error("not now")))).rejects.toThrow("not now");
    expect((await bodies.get("x", async () => body(10))).plain).toHaveLength(10);
  });
});
