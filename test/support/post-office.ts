import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  from: string;
  to: string;
  headers: Map<string, string>;
  /** The decoded text. */
  text: string;
}

/** A refusal as a mail server gives it, for one recipient. */
type Verdict = { code: number; message: string } | undefined;

/** A real mail server on a port of its own. `judge` may refuse a recipient; what is accepted is kept. */
export async function startMailServer(): Promise<{
  url: string;
  port: number;
  mails: Mail[];
  judge: (recipient: string) => Verdict;
  /** Asked after the message was taken, before the answer is sent. */
  answer: (mail: Mail) => Verdict | Promise<Verdict>;
  setJudge(judge: (recipient: string) => Verdict): void;
  setAnswer(answer: (mail: Mail) => Verdict | Promise<Verdict>): void;
  stop(): Promise<void>;
}> {
  const mails: Mail[] = [];
  let judge: (recipient: string) => Verdict = () => undefined;
  let answer: (mail: Mail) => Verdict | Promise<Verdict> = () => undefined;
  const refusal = ({ code, message }: NonNullable<Verdict>) =>
    Object.assign(new Error(message), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const verdict = judge(address);
      done(verdict ? refusal(verdict) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = parse(Buffer.concat(chunks).toString('utf8'), {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo[0]!.address,
        });
        void Promise.resolve(answer(mail)).then((verdict) => {
          if (!verdict) mails.push(mail);
          done(verdict ? refusal(verdict) : null);
        });
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    judge: (recipient) => judge(recipient),
    answer: (mail) => answer(mail),
    setJudge: (next) => (judge = next),
    setAnswer: (next) => (answer = next),
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}

function parse(raw: string, envelope: { from: string; to: string }): Mail {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':');
    headers.set(line.slice(0, at).toLowerCase(), line.slice(at + 1).trim());
  }
  const body = rest.join('\r\n\r\n');
  const encoding = headers.get('content-transfer-encoding');
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : body;
  return { ...envelope, headers, text };
}

function quotedPrintable(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export interface TextMessage {
  headers: IncomingMessage['headers'];
  body: string;
}

/** A real HTTP server in place of a text message gateway; `reply` answers each request. */
export async function startGateway(): Promise<{
  url: string;
  messages: TextMessage[];
  setReply(reply: (message: TextMessage, response: ServerResponse) => void): void;
  stop(): Promise<void>;
}> {
  const messages: TextMessage[] = [];
  let reply = (_message: TextMessage, response: ServerResponse): void => void response.end('{"code":0}');
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const message = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      messages.push(message);
      reply(message, response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    messages,
    setReply: (next) => (reply = next),
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** A port that takes connections and never says a word. */
export async function startSilence(): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** A port nobody listens on. */
export async function closedPort(): Promise<number> {
  const { port, stop } = await startSilence();
  await stop();
  return port;
}
