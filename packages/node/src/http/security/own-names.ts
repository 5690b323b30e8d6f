import { BlockList, isIP } from "node:net";
import type { IncomingMessage } from "node:http";

/**
 * The names under which this server answers. A page of another site may point its own name at 127.0.0.1 (DNS rebinding) and would then count
 * as the same origin for the browser; the Host header still tells its name.
 */
export interface OwnNames {
  /** Values of Host, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Values of Origin. */
  readonly origins: ReadonlySet<string>;
}

/** Local mode: the loopback under its three names, at the port we listen on. */
export function loopbackNames(port: number): OwnNames {
  const hosts = ["localhost", "127.0.0.1", "[::1]"].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return { hosts: new Set(hosts), origins: new Set(hosts.map((host) => new URL(`http://${host}`).origin)) };
}

/** Team mode: the one address that people type. Throws a TypeError when it is no origin. */
export function publicNames(origin: string): OwnNames {
  const url = new URL(origin);
  if (url.origin !== origin.replace(/\/$/, "") || !/^https?:$/.test(url.protocol)) throw new TypeError(`not an origin: ${origin}`);
  const port = url.protocol === "https:" ? 443 : 80;
  return { hosts: new Set(url.port ? [url.host] : [url.host, `${url.host}:${port}`]), origins: new Set([url.origin]) };
}

/** Who a proxy may be: this machine or a private network. Others may send X-Forwarded-For as they like, it is not read. */
const NEAR = new BlockList();
for (const [net, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  NEAR.addSubnet(net, prefix, "ipv4");
NEAR.addAddress("::1", "ipv6");
NEAR.addSubnet("fc00::", 7, "ipv6");

/** What the request says of where it came from, as far as it may be believed. */
export interface Whence {
  readonly host: string;
  readonly address: string;
  /** False only where a proxy that we trust says that the caller came without TLS. */
  readonly secure: boolean;
}

/** The last entry of each list is the one our own proxy wrote; those before it are the caller's word. */
export function whence(incoming: Pick<IncomingMessage, "headers" | "socket">, behindProxy: boolean): Whence {
  const peer = plainAddress(incoming.socket.remoteAddress ?? "");
  const host = (incoming.headers.host ?? "").toLowerCase();
  if (!behindProxy || !isNear(peer)) return { host, address: peer, secure: true };
  const said = (name: string): string | null => {
    const value = incoming.headers[name];
    return value === undefined ? null : (String(value).split(",").at(-1)?.trim() ?? null);
  };
  const client = plainAddress(said("x-forwarded-for") ?? "");
  return {
    host: said("x-forwarded-host")?.toLowerCase() ?? host,
    address: isIP(client) ? client : peer,
    secure: said("x-forwarded-proto") !== "http",
  };
}

/** One caller has one key: an IPv6 host usually owns a whole /64 and could take a new address for each request. */
export function callerKey(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head, tail = ""] = address.split("%")[0].split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = address.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.join(":")}::/64`;
}

function isNear(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && NEAR.check(address, version === 4 ? "ipv4" : "ipv6");
}

/** IPv4 as IPv4, also where the socket is IPv6. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}
