export interface Delays {
  queued: number;
  sent: number;
  delivered: number;
  read: number;
}

/** What a test or the lab may change while the simulator runs. */
export interface Settings {
  /** Where inbound messages are posted; null: nowhere, they wait in the list. */
  inboundUrl: string | null;
  /** The sender that inbound messages go to when nothing was sent to that contact yet. */
  defaultSender: string;
  /** Senders that may be used in `From`; empty: every well-formed one. */
  senders: string[];
  /** Milliseconds between one status and the next. */
  delays: Delays;
  /** Whether phones read what they get by themselves. */
  autoRead: boolean;
  /** Whether STOP at the provider blocks further sends with 21610. */
  optOutHandling: boolean;
  /** Statuses for which a callback is sent; fewer make a benchmark lighter. */
  callbackStatuses: string[];
  webhookTimeoutMs: number;
  webhookRetryMs: number;
}

export const defaultSettings: Readonly<Settings> = {
  inboundUrl: null,
  defaultSender: 'whatsapp:+14155238886',
  senders: [],
  delays: { queued: 5, sent: 20, delivered: 40, read: 60 },
  autoRead: true,
  optOutHandling: true,
  callbackStatuses: ['queued', 'sent', 'delivered', 'read', 'failed', 'undelivered'],
  webhookTimeoutMs: 15_000,
  webhookRetryMs: 300,
};

export const dayMs = 24 * 60 * 60 * 1000;
export const replyReferenceMs = 7 * dayMs;
