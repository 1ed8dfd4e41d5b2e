/** Name servers that fail: one never answers, one refuses every question (what a lame delegation meets). */
import { createSocket, type Socket } from 'node:dgram';
import { type AddressInfo, createServer, type Server } from 'node:net';

export interface DeafServers {
  holePort: number;
  lamePort: number;
  stop(): Promise<void>;
}

export async function startDeafServers(): Promise<DeafServers> {
  const hole = createSocket('udp4');
  hole.on('message', () => {});
  hole.on('error', () => {});
  const lame = await startRefusing('127.0.0.1', 0);
  return {
    holePort: await bind(hole, 0, '127.0.0.1'),
    lamePort: lame.port,
    async stop() {
      hole.close();
      await lame.stop();
    },
  };
}

export interface Refusing {
  port: number;
  stop(): Promise<void>;
}

/** A name server that refuses every question, over UDP and TCP; port 0: any that is free for both. */
export async function startRefusing(address: string, port: number): Promise<Refusing> {
  const { lame, tcp } = await bothOnOnePort(address, port);
  lame.on('message', (message, from) => lame.send(refusal(message), from.port, from.address, () => {}));
  tcp.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      const answer = refusal(data.subarray(2));
      socket.end(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 255]), answer]));
    });
  });
  return {
    port: lame.address().port,
    async stop() {
      lame.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}

/** A UDP and a TCP socket on the same port: free for one does not mean free for the other. */
async function bothOnOnePort(address: string, port: number): Promise<{ lame: Socket; tcp: Server }> {
  for (let attempt = 0; ; attempt++) {
    const tcp = createServer();
    const lame = createSocket('udp4');
    try {
      await bind(lame, await listen(tcp, port, address), address);
      lame.on('error', () => {});
      return { lame, tcp };
    } catch (error) {
      lame.close();
      tcp.close();
      if (attempt === 5) throw error;
    }
  }
}

function bind(socket: Socket, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => {
      socket.removeListener('error', reject);
      resolve(socket.address().port);
    });
  });
}

/** The question sent back as a response with RCODE 5, without the additional section. */
function refusal(message: Buffer): Buffer {
  const answer = Buffer.from(message);
  answer[2] = (answer[2] ?? 0) | 0x80;
  answer[3] = 5;
  answer[10] = 0;
  answer[11] = 0;
  let at = 12;
  while (at < answer.length && answer[at] !== 0) at += (answer[at] ?? 0) + 1;
  return answer.subarray(0, at + 5);
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
  });
}
