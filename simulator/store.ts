import { Clock } from './clock';
import type { Journal, JournalLine } from './journal';
import type { Contact, Message, Status, Template } from './types';

export type Change = { message: Message } | { contact: Contact };

/** Everything in memory, indexed so that each message costs the same, the first and the ten thousandth. */
export class Store {
  readonly clock = new Clock();
  private all: Message[] = [];
  private bySid = new Map<string, Message>();
  private byTo = new Map<string, Message[]>();
  private byFrom = new Map<string, Message[]>();
  private byContact = new Map<string, Message[]>();
  private contactMap = new Map<string, Contact>();
  private templateMap = new Map<string, Template>();
  private nextSeq = 1;
  /** The longest that a message took from acceptance to sending; bounds what a list has to walk. */
  longestWayMs = 0;
  private listeners = new Set<(change: Change) => void>();

  constructor(private readonly journal?: Journal) {
    if (!journal) return;
    for (const line of journal.read()) this.replay(line);
    this.rebuildIndexes();
    journal.open(this.toLines());
  }

  private replay(line: JournalLine): void {
    if (line.kind === 'message') this.bySid.set(line.value.sid, line.value);
    else if (line.kind === 'removed') this.bySid.delete(line.value);
    else if (line.kind === 'contact') this.contactMap.set(line.value.address, line.value);
    else if (line.kind === 'template') this.templateMap.set(line.value.sid, line.value);
    else if (line.kind === 'clock') this.clock.set(line.value);
  }

  private rebuildIndexes(): void {
    const ordered = [...this.bySid.values()].sort((a, b) => a.seq - b.seq);
    for (const message of ordered) this.index(message);
    this.nextSeq = (ordered.at(-1)?.seq ?? 0) + 1;
  }

  private toLines(): JournalLine[] {
    return [
      { kind: 'clock', value: this.clock.skippedMs },
      ...this.templates().map((value) => ({ kind: 'template' as const, value })),
      ...this.contacts().map((value) => ({ kind: 'contact' as const, value })),
      ...this.all.map((value) => ({ kind: 'message' as const, value })),
    ];
  }

  private index(message: Message): void {
    this.all.push(message);
    this.longestWayMs = Math.max(this.longestWayMs, (message.sentAt ?? 0) - message.createdAt);
    push(this.byTo, message.to, message);
    push(this.byFrom, message.from, message);
    push(this.byContact, message.contact, message);
  }

  /** Calls back at each change of a message or contact. Returns how to stop. */
  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  addMessage(draft: Omit<Message, 'seq' | 'createdAt' | 'updatedAt' | 'history' | 'webhooks'>): Message {
    const now = this.clock.now();
    const message: Message = {
      ...draft,
      seq: this.nextSeq,
      createdAt: now,
      updatedAt: now,
      history: [{ status: draft.status, at: now, errorCode: draft.errorCode }],
      webhooks: [],
    };
    this.nextSeq += 1;
    this.bySid.set(message.sid, message);
    this.index(message);
    this.saveMessage(message);
    return message;
  }

  setStatus(message: Message, status: Status, errorCode: number | null = null): void {
    const now = this.clock.now();
    message.status = status;
    message.errorCode = errorCode;
    message.updatedAt = now;
    if (status === 'sent') {
      message.sentAt = now;
      this.longestWayMs = Math.max(this.longestWayMs, now - message.createdAt);
    }
    message.history.push({ status, at: now, errorCode });
    this.saveMessage(message);
  }

  saveMessage(message: Message): void {
    this.journal?.append({ kind: 'message', value: message });
    this.tell({ message });
  }

  removeMessage(message: Message): void {
    this.bySid.delete(message.sid);
    drop(this.all, message);
    for (const index of [
      this.byTo.get(message.to),
      this.byFrom.get(message.from),
      this.byContact.get(message.contact),
    ]) {
      if (index) drop(index, message);
    }
    this.journal?.append({ kind: 'removed', value: message.sid });
  }

  message(sid: string): Message | undefined {
    return this.bySid.get(sid);
  }

  /** Messages in order of acceptance, from the narrowest index that these filters allow. */
  select(filter: { to?: string; from?: string; contact?: string }): readonly Message[] {
    const candidates = [
      filter.contact === undefined ? this.all : (this.byContact.get(filter.contact) ?? []),
      filter.to === undefined ? this.all : (this.byTo.get(filter.to) ?? []),
      filter.from === undefined ? this.all : (this.byFrom.get(filter.from) ?? []),
    ];
    return candidates.reduce((best, list) => (list.length < best.length ? list : best), this.all);
  }

  contact(address: string): Contact | undefined {
    return this.contactMap.get(address);
  }

  /** The contact with this address; a phone nobody has seen yet comes into being. */
  ensureContact(address: string): Contact {
    const known = this.contactMap.get(address);
    if (known) return known;
    const contact: Contact = {
      address,
      name: null,
      businessScopedId: address.startsWith('+') ? null : address,
      hidesPhone: !address.startsWith('+'),
      optedOut: false,
      lacksWhatsApp: false,
      lastInboundAt: null,
      lastMessageAt: this.clock.now(),
      lastSender: null,
      lastSmsSender: null,
      messagingServiceSid: null,
    };
    this.contactMap.set(address, contact);
    this.saveContact(contact);
    return contact;
  }

  saveContact(contact: Contact): void {
    this.journal?.append({ kind: 'contact', value: contact });
    this.tell({ contact });
  }

  contacts(): Contact[] {
    return [...this.contactMap.values()];
  }

  lastMessageOf(address: string): Message | undefined {
    return this.byContact.get(address)?.at(-1);
  }

  template(sid: string): Template | undefined {
    return this.templateMap.get(sid);
  }

  templates(): Template[] {
    return [...this.templateMap.values()];
  }

  saveTemplate(template: Template): void {
    this.templateMap.set(template.sid, template);
    this.journal?.append({ kind: 'template', value: template });
  }

  removeTemplate(sid: string): boolean {
    const removed = this.templateMap.delete(sid);
    if (removed) this.journal?.open(this.toLines());
    return removed;
  }

  skipClock(ms: number): void {
    this.clock.skip(ms);
    this.journal?.append({ kind: 'clock', value: this.clock.skippedMs });
  }

  /** Forgets everything; the templates only when asked. */
  reset(options: { templates: boolean }): void {
    this.all = [];
    this.longestWayMs = 0;
    for (const map of [this.bySid, this.byTo, this.byFrom, this.byContact, this.contactMap]) map.clear();
    if (options.templates) this.templateMap.clear();
    this.clock.set(0);
    this.journal?.open(this.toLines());
  }

  close(): void {
    this.listeners.clear();
    this.journal?.close();
  }
}

function push(map: Map<string, Message[]>, key: string, message: Message): void {
  const list = map.get(key);
  if (list) list.push(message);
  else map.set(key, [message]);
}

function drop(list: Message[], message: Message): void {
  const at = list.indexOf(message);
  if (at >= 0) list.splice(at, 1);
}
