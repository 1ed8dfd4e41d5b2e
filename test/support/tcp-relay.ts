/** Passes connections on to a port of this machine, and can stop doing so: a server that fails in the middle. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface TcpRelay {
  port: number;
  /** Refuses connections and cuts those that are open. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
}

export async function startTcpRelay(target: number): Promise<TcpRelay> {
  const open = new Set<Socket>();
  const pass = (socket: Socket) => {
    const other = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [socket, other],
      [other, socket],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => open.delete(from));
      from.pipe(to);
    }
  };
  let server: Server = createServer(pass);
  const listen = (port: number) =>
    new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async stop() {
      for (const socket of open) socket.destroy();
      if (server.listening) await new Promise<void>((done) => server.close(() => done()));
    },
    async start() {
      server = createServer(pass);
      await listen(port);
    },
  };
}
