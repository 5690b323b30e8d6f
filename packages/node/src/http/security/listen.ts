import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

const PORTS_TRIED = 20;
/** A machine without IPv6 has no ::1, and is none the worse for it. */
const NO_SUCH_ADDRESS = ["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"];

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface Where {
  /** The first must be had; the others where the machine has them. All at one port. */
  readonly hosts: readonly string[];
  readonly port: number;
  /** Whether the next free port may be taken instead. */
  readonly nextPort: boolean;
}

/** Listen at every host. A server is made for each, since one listens in one place only. */
export async function listen(make: () => Server, { hosts, port, nextPort }: Where): Promise<Listening> {
  for (let times = 0; ; times++) {
    try {
      return await listenAll(make, hosts, port === 0 ? 0 : port + times);
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!taken || !(nextPort || port === 0) || times >= PORTS_TRIED) throw error;
    }
  }
}

async function listenAll(make: () => Server, hosts: readonly string[], port: number): Promise<Listening> {
  const servers: Server[] = [];
  const close = async (): Promise<void> => void (await Promise.all(servers.map(shut)));
  let taken = port;
  for (const host of hosts)
    try {
      const server = make();
      await open(server, taken, host);
      servers.push(server);
      taken = (server.address() as AddressInfo).port;
    } catch (error) {
      if (servers.length > 0 && NO_SUCH_ADDRESS.includes((error as NodeJS.ErrnoException).code ?? "")) continue;
      await close();
      throw error;
    }
  return { port: taken, close };
}

function open(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, ipv6Only: host.includes(":") }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** What is under way is cut: a job that runs would hold the line for as long as it runs. */
function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
