/** Name servers that fail: one never answers, one refuses every question (what a lame delegation meets). */
import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';

export interface DeafServers {
  holePort: number;
  lamePort: number;
  stop(): Promise<void>;
}

export async function startDeafServers(): Promise<DeafServers> {
  const hole = createSocket('udp4');
  const lame = createSocket('udp4');
  hole.on('message', () => {});
  lame.on('message', (message, from) => lame.send(refusal(message), from.port, from.address));
  const port = (socket: typeof hole): Promise<number> =>
    new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
  const [holePort, lamePort] = [await port(hole), await port(lame)];
  const tcp = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      const answer = refusal(data.subarray(2));
      socket.end(Buffer.concat([Buffer.from([answer.length >> 8, answer.length & 255]), answer]));
    });
  });
  await listen(tcp, lamePort);
  return {
    holePort,
    lamePort,
    async stop() {
      hole.close();
      lame.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
