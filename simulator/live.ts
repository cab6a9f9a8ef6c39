import type { ServerResponse } from 'node:http';
import type { Contact, Message } from './types';
import { toContactView, toMessageView } from './views';
import type { World } from './world';

const flushMs = 60;

/** Tells open pages what changed, in bundles. Costs nothing while no page is open. */
export class Live {
  private readonly open = new Set<ServerResponse>();
  private messages = new Map<string, Message>();
  private contacts = new Map<string, Contact>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly world: World) {
    world.store.listen((change) => {
      if (this.open.size === 0) return;
      if ('message' in change) {
        this.messages.set(change.message.sid, change.message);
        const contact = world.store.contact(change.message.contact);
        if (contact) this.contacts.set(contact.address, contact);
      } else this.contacts.set(change.contact.address, change.contact);
      this.timer ??= setTimeout(() => this.flush(), flushMs);
    });
  }

  private flush(): void {
    this.timer = undefined;
    const bundle = {
      messages: [...this.messages.values()].map(toMessageView),
      contacts: [...this.contacts.values()].map((contact) => toContactView(this.world, contact)),
    };
    this.messages = new Map();
    this.contacts = new Map();
    this.send('changes', bundle);
  }

  /** Tells pages that everything may be different: a reset, a skipped clock, other faults. */
  announceReload(): void {
    this.send('reload', {});
  }

  /** Tells pages that a mail has come. */
  announceMail(): void {
    this.send('mail', {});
  }

  private send(event: string, data: unknown): void {
    const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const response of this.open) response.write(text);
  }

  /** Keeps this answer open as an event stream. */
  subscribe(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    });
    response.write('retry: 1000\n\n');
    this.open.add(response);
    response.on('close', () => this.open.delete(response));
  }

  close(): void {
    clearTimeout(this.timer);
    for (const response of this.open) response.end();
    this.open.clear();
  }
}
