import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What a receiver got. */
export interface Received {
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly body: string;
}

/** How a receiver answers a request that it has read; `at` counts from 0 since it was last told how. */
export type Answering = (response: ServerResponse, at: number, socket: Socket) => void;

const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response.writeHead(code, headers).end('what it has to say is nothing to us');

/** The ways in which receivers answer, and do not. */
export const ANSWERS = {
  ok: status(204),
  broken: status(500),
  gone: status(410),
  redirecting: status(302, { location: '/elsewhere' }),
  /** Takes the request and says nothing. */
  silent: () => undefined,
  /** Closes the connection in the middle of the answer's head. */
  cut(_, __, socket) {
    socket.write('HTTP/1.1 200 O', () => socket.destroy());
  },
  /** Gives one byte of the head at a time, and never comes to its end. */
  dripping(_, __, socket) {
    const head = `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(10_000)}`;
    let sent = 0;
    const timer = setInterval(() => {
      if (socket.destroyed || sent >= head.length) clearInterval(timer);
      else socket.write(head[sent++]!);
    }, 20);
  },
  /** Accepts, and then gives a body without end. */
  endless(response) {
    response.writeHead(200);
    const timer = setInterval(() => {
      if (response.destroyed) clearInterval(timer);
      else response.write('x'.repeat(1_000));
    }, 5);
  },
} as const satisfies Record<string, Answering>;

export interface Receiver {
  readonly origin: string;
  readonly received: Received[];
  /** From now on it answers so. */
  answer(how: Answering): void;
  /** Resolves when it has got so many requests in all; fails when that takes longer. */
  until(count: number, milliseconds?: number): Promise<void>;
  /** Stops listening and cuts what is open. */
  stop(): Promise<void>;
  /** Listens again, on the same port. */
  start(): Promise<void>;
}

/** A real server on this machine that gets what is sent, and answers as it is told. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let how: Answering = ANSWERS.ok;
  let answered = 0;
  let port = 0;
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url = '', method = '', headers, socket } = request;
    received.push({ path: url, method, headers, body: Buffer.concat(chunks).toString('utf8') });
    how(response, answered, socket);
    answered += 1;
  };
  const server = createServer((request, response) => void take(request, response).catch(() => undefined));
  const start = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  };
  await start();
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answer(next) {
      how = next;
      answered = 0;
    },
    async until(count, milliseconds = 5_000) {
      const end = Date.now() + milliseconds;
      while (received.length < count) {
        if (Date.now() > end) throw new Error(`It got ${received.length} requests, not ${count}.`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    start,
  };
}
