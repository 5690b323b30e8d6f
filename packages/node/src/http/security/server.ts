import { type Server, createServer } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import type { Env } from "../env.ts";
import type { Hono } from "hono";
import { inTurn } from "./in-turn.ts";

interface Patience {
  /** Milliseconds for the headers of a request. */
  readonly headers: number;
  /** For the whole of it, with the body of an import on a slow line. */
  readonly request: number;
}

const PATIENCE: Patience = { headers: 10_000, request: 60_000 };

/** A server that no caller can hold up: what is sent slowly, endlessly or in pieces that mean two things ends at the wire. */
export function boundedServer(fetch: Hono<Env>["fetch"], patience: Patience = PATIENCE): Server {
  const turn = inTurn();
  const answer: typeof fetch = async (...given) => {
    await turn();
    return fetch(...given);
  };
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      requestTimeout: patience.request,
      headersTimeout: patience.headers,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 10_000,
      requireHostHeader: true,
      insecureHTTPParser: false,
    },
    getRequestListener(answer as never, { errorHandler: (error) => unreadable(error) }),
  );
  server.maxHeadersCount = 100;
  server.maxConnections = 2000;
  // A connection on which nothing moves, such as a reader who does not read. Progress of a job sends something more often.
  server.timeout = 120_000;
  server.on("clientError", refuseUnread);
  return server;
}

/** What could not even become a request: an address or Host that is none. */
function unreadable(error: unknown): Response {
  const fault = error instanceof Error && error.name === "RequestError";
  return new Response(problem(fault ? 400 : 500, fault ? "malformed-request" : "internal"), {
    status: fault ? 400 : 500,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" },
  });
}

const STATUS: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "headers-too-large"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "too-slow"],
};

/** Bytes that are no HTTP: one answer, then the line is cut, since nobody knows where a next request would begin. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  const [status, reason, code] = STATUS[error.code ?? ""] ?? [400, "Bad Request", "malformed-request"];
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const body = problem(status, code);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function problem(status: number, code: string): string {
  const title = status === 500 ? "Our own fault" : "The request is at fault";
  return `${JSON.stringify({ type: "about:blank", title, status, detail: title, code })}\n`;
}
