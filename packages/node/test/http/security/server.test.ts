import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeApp } from "../../../src/http/app.ts";
import { type Listening, listen } from "../../../src/http/security/listen.ts";
import { loopbackNames } from "../../../src/http/security/own-names.ts";
import { boundedServer } from "../../../src/http/security/server.ts";
import { ada, small } from "../../store/stores.ts";
import { KEY, type Served, serveBooks } from "../bench.ts";
import { send, sendBytes } from "../wire.ts";

let served: Served;
let line: Listening;
let port = 0;
beforeAll(async () => {
  served = await serveBooks([]);
  const app = makeApp({ ...served.workbench, security: { mode: "local", key: () => KEY, names: () => loopbackNames(port) } });
  line = await listen(() => boundedServer(app.fetch, { headers: 2500, request: 4000 }), {
    hosts: ["127.0.0.1", "::1"],
    port: 0,
    nextPort: true,
  });
  port = line.port;
});
afterAll(async () => {
  await line.close();
  await served.close();
});

test("answers on both loopbacks, at one port", async () => {
  for (const host of ["127.0.0.1", "[::1]", "localhost"]) {
    const response = await fetch(`http://${host}:${port}/api/v1/health`);
    expect(await response.json()).toEqual({ status: "ok" });
  }
});

test("HEAD is GET without its body, OPTIONS tells what can be done, other methods are refused with what can", async () => {
  const head = await send(port, { method: "HEAD", target: "/api/v1/casebooks" });
  expect([head.status, head.body]).toEqual([200, ""]);
  const options = await send(port, { method: "OPTIONS", target: "/api/v1/casebooks" });
  expect([options.status, options.headers.allow]).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
  expect(Object.keys(options.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  const put = await send(port, { method: "PUT", target: "/api/v1/casebooks" });
  expect([put.status, put.code, put.headers.allow]).toEqual([405, "method-not-allowed", "GET, HEAD, POST, OPTIONS"]);
});

test("HEAD of the progress of a job begins no stream, so that asking a thousand times takes no place from anyone", async () => {
  const { jobs, store } = served.workbench;
  await store.importFiles("small", small, ada, "to ask it something");
  const { revision, digest } = await store.files("small");
  const question = { command: "circularity", values: {}, form: "json", language: "en" } as const;
  const { id } = jobs.add({ casebook: "small", revision, digest, question, by: ada });
  const target = `/api/v1/jobs/${id}/events`;
  const heads = await Promise.all(Array.from({ length: 310 }, () => send(port, { method: "HEAD", target })));
  expect(new Set(heads.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await send(port, { target })).headers["content-type"]).toContain("text/event-stream");
});

test("every answer has the headers, refusals and faults as well", async () => {
  for (const target of ["/api/v1/health", "/api/v1/nothing", "/nothing.js", "/", "/embed", "/%zz"]) {
    const { headers } = await send(port, { target });
    expect(headers, target).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["content-security-policy"], target).toContain(target === "/embed" ? "frame-ancestors *" : "frame-ancestors 'none'");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
    expect(headers["strict-transport-security"]).toBeUndefined();
  }
});

describe("at the wire", () => {
  const host = (): string => `Host: localhost:${port}\r\n`;
  test.each([
    ["no HTTP at all", () => "hello\r\n\r\n", 400, "malformed-request"],
    ["a TLS greeting", () => Buffer.from("16030100a5010000a1", "hex"), 400, "malformed-request"],
    ["no Host", () => "GET /api/v1/health HTTP/1.1\r\n\r\n", 400, null],
    ["HTTP/1.0 without Host", () => "GET /api/v1/health HTTP/1.0\r\n\r\n", 400, "malformed-request"],
    ["two Hosts", () => `GET /api/v1/health HTTP/1.1\r\n${host()}Host: evil.example\r\nConnection: close\r\n\r\n`, 400, "repeated-header"],
    [
      "two keys",
      () => `GET / HTTP/1.1\r\n${host()}Authorization: Bearer a\r\nAuthorization: Bearer b\r\nConnection: close\r\n\r\n`,
      400,
      "repeated-header",
    ],
    [
      "a Host with a path",
      () => `GET /api/v1/health HTTP/1.1\r\nHost: localhost:${port}/x\r\nConnection: close\r\n\r\n`,
      400,
      "malformed-request",
    ],
    [
      "a Host with an account",
      () => `GET /api/v1/health HTTP/1.1\r\nHost: a@localhost:${port}\r\nConnection: close\r\n\r\n`,
      400,
      "malformed-request",
    ],
    [
      "two lengths",
      () => `POST /api/v1/casebooks HTTP/1.1\r\n${host()}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      400,
      "malformed-request",
    ],
    [
      "a length and chunks",
      () => `POST /api/v1/casebooks HTTP/1.1\r\n${host()}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      "malformed-request",
    ],
    ["a folded header", () => `GET / HTTP/1.1\r\n${host()}X: a\r\n b\r\nConnection: close\r\n\r\n`, 400, "malformed-request"],
    ["a bare line feed", () => `GET / HTTP/1.1\n${host()}\n\n`, 400, "malformed-request"],
    ["a NUL in a header", () => `GET / HTTP/1.1\r\n${host()}X: a\0b\r\n\r\n`, 400, "malformed-request"],
    ["a space before the colon", () => `GET / HTTP/1.1\r\n${host()}X : a\r\n\r\n`, 400, "malformed-request"],
    ["17 KiB of headers", () => `GET / HTTP/1.1\r\n${host()}X: ${"a".repeat(17_000)}\r\n\r\n`, 431, "headers-too-large"],
    [
      "an absolute address",
      () => `GET http://evil.example/api/v1/health HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`,
      400,
      "malformed-address",
    ],
    ["CONNECT", () => `CONNECT evil.example:443 HTTP/1.1\r\n${host()}\r\n`, 0, null],
  ])("%s is refused", async (_, bytes, status, code) => {
    const answer = await sendBytes(port, bytes());
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  test.each([
    ["headers that never end", () => `GET / HTTP/1.1\r\n${host()}`],
    [
      "a body that never comes",
      () => `POST /api/v1/casebooks HTTP/1.1\r\n${host()}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    ],
  ])("%s are cut off", async (_, bytes) => {
    const began = performance.now();
    const answer = await sendBytes(port, bytes(), 15_000);
    expect([answer.status, answer.code]).toEqual([408, "too-slow"]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("a hundred lines that say nothing do not keep it from answering", async () => {
    const silent = Array.from({ length: 100 }, () => connect(port, "127.0.0.1").on("error", () => {}));
    expect((await send(port, { target: "/api/v1/health" })).status).toBe(200);
    for (const socket of silent) socket.destroy();
  });
});
