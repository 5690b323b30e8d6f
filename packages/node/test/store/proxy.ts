import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a store and its server, and can cut the wire at a chosen moment. */
export interface Proxy {
  readonly port: number;
  /** Cut every wire as soon as a client says these words; `deliver`: whether the server still hears them. */
  readonly cutAt: (words: string, how: { readonly deliver: boolean }) => void;
  readonly close: () => void;
}

export async function makeProxy(port: number): Promise<Proxy> {
  let trap: { readonly words: string; readonly deliver: boolean } | null = null;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const target = connect(port, "127.0.0.1");
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
    }
    client.on("close", () => target.destroy());
    target.on("close", () => client.destroy());
    target.on("data", (bytes) => void client.write(bytes));
    client.on("data", (bytes) => {
      if (trap === null || !bytes.includes(trap.words)) {
        target.write(bytes);
        return;
      }
      const { deliver } = trap;
      trap = null;
      // The server hears the rest before its end of the wire closes.
      if (deliver) {
        client.removeAllListeners("close");
        target.end(bytes);
      }
      client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    cutAt: (words, { deliver }) => void (trap = { words, deliver }),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
