import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { World } from './world';

const mostBytes = 1024 * 1024;
const idleMs = 60_000;

/** A mail server that keeps what it is given, on this machine only. */
export interface MailServer {
  url: string;
  close: () => Promise<void>;
}

/** Starts on 127.0.0.1; 0 takes any free port. Rejects with the socket's error when the port is taken. */
export async function startMailServer(world: World, port: number): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(idleMs, () => socket.destroy());
    new Session(world, socket).begin();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One connection: the commands of RFC 5321 that a client of one mail needs, without login or TLS. */
class Session {
  private waiting = '';
  private from = '';
  private to: string[] = [];
  private content: string[] | undefined;
  private size = 0;

  constructor(
    private readonly world: World,
    private readonly socket: Socket,
  ) {}

  begin(): void {
    // Bytes, not characters: what a part means is said inside it.
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk: string) => {
      this.waiting += chunk;
      for (let end = this.waiting.indexOf('\r\n'); end >= 0; end = this.waiting.indexOf('\r\n')) {
        const line = this.waiting.slice(0, end);
        this.waiting = this.waiting.slice(end + 2);
        this.take(line);
      }
      if (this.waiting.length > mostBytes) this.socket.destroy();
    });
    this.say('220 simulator ready');
  }

  private say(line: string): void {
    this.socket.write(`${line}\r\n`);
  }

  private take(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (this.content) this.takeContent(this.content, line);
    else if (verb === 'EHLO') this.say('250-simulator\r\n250 8BITMIME');
    else if (verb === 'MAIL') this.takeSender(line);
    else if (verb === 'RCPT') this.takeRecipient(line);
    else if (verb === 'DATA') this.beginContent();
    else if (verb === 'QUIT') this.socket.end('221 bye\r\n');
    else if (verb === 'HELO' || verb === 'RSET' || verb === 'NOOP') this.say('250 ok');
    else this.say('502 not known here');
  }

  private takeSender(line: string): void {
    this.from = addressIn(line);
    this.to = [];
    this.say('250 ok');
  }

  private takeRecipient(line: string): void {
    const refused = this.strike('mailRefused');
    if (!refused) this.to.push(addressIn(line));
    this.say(refused ? '550 5.1.1 no such mailbox' : '250 ok');
  }

  private beginContent(): void {
    const named = this.to.length > 0;
    this.content = named ? [] : undefined;
    this.size = 0;
    this.say(named ? '354 end with a point' : '503 name a recipient first');
  }

  private takeContent(content: string[], line: string): void {
    if (line !== '.') {
      this.size += line.length + 2;
      if (this.size > mostBytes) this.socket.destroy();
      else content.push(line.startsWith('.') ? line.slice(1) : line);
      return;
    }
    this.content = undefined;
    const at = this.world.store.clock.now();
    this.world.mailbox.add(content.join('\r\n'), { from: this.from, to: this.to, at });
    if (this.strike('mailDropped')) this.socket.destroy();
    else this.say('250 2.0.0 kept');
  }

  private strike(kind: 'mailRefused' | 'mailDropped') {
    return this.world.faults.strike(kind, this.to[0] ?? '', this.world.store.clock.now());
  }
}

const addressIn = (line: string): string => /<([^<>]*)>/.exec(line)?.[1] ?? '';
