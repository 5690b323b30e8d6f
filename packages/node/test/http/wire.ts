import { connect } from "node:net";

/** One answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  /** In lower case; those that came several times joined by a line end. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `code` of a problem; null where the body is none. */
  readonly code: string | null;
}

export interface Request {
  readonly method?: string;
  readonly target?: string;
  /** As written, in this order; null leaves out what is sent by default (Host, Connection, Content-Length). */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Buffer;
}

/** Send just these bytes, as no client library would, and read until the other side closes. */
export function sendBytes(port: number, bytes: string | Buffer, milliseconds = 20_000): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.setTimeout(milliseconds, () => socket.destroy(new Error("no answer in time")));
    socket.on("data", (chunk) => chunks.push(chunk));
    // A server that has refused may close before it has read all.
    socket.on("error", (error) => (chunks.length > 0 ? resolve(parse(Buffer.concat(chunks))) : reject(error)));
    socket.on("close", () => resolve(parse(Buffer.concat(chunks))));
  });
}

export function send(port: number, request: Request): Promise<Answer> {
  return sendBytes(port, bytesOf(port, request));
}

function bytesOf(port: number, { method = "GET", target = "/", headers = {}, body }: Request): Buffer {
  const content = body === undefined ? Buffer.alloc(0) : Buffer.from(body);
  const all: Record<string, string | null> = {
    Host: `localhost:${port}`,
    Connection: "close",
    ...(body === undefined ? {} : { "Content-Length": String(content.length) }),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}\r\n`]));
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`), content]);
}

function parse(bytes: Buffer): Answer {
  const text = bytes.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const [first, ...lines] = text.slice(0, end < 0 ? text.length : end).split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const at = line.indexOf(":");
    const name = line.slice(0, at).toLowerCase();
    const value = line.slice(at + 1).trim();
    headers[name] = name in headers ? `${headers[name]}\n${value}` : value;
  }
  const rest = bytes.subarray(end + 4);
  const body = headers["transfer-encoding"] === "chunked" ? unchunk(rest) : rest.toString("utf8");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), headers, body, code: codeOf(headers, body) };
}

function unchunk(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf("\r\n", at);
    const size = line < 0 ? 0 : Number.parseInt(bytes.toString("latin1", at, line), 16);
    if (!size) return Buffer.concat(parts).toString("utf8");
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}

function codeOf(headers: Readonly<Record<string, string>>, body: string): string | null {
  if (body === "" || !headers["content-type"]?.startsWith("application/problem+json")) return null;
  return (JSON.parse(body) as { code: string }).code;
}
