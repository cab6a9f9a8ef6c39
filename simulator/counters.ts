import type { Message } from './types';

const exampleLimit = 100;

/** What a test counts. Keys of duplicates: recipient, template or text, variables. */
export class Counters {
  createRequests = 0;
  accepted = 0;
  rejected: Record<string, number> = {};
  delivered = 0;
  read = 0;
  undelivered = 0;
  inbound = 0;
  statusCallbacks = 0;
  statusCallbackFailures = 0;
  inboundWebhooks = 0;
  inboundWebhookFailures = 0;
  duplicateCreates = 0;
  duplicateDeliveries = 0;
  duplicateTextDeliveries = 0;
  duplicateExamples: string[] = [];
  private acceptedKeys = new Map<string, number>();
  private deliveredKeys = new Map<string, number>();

  /** A message of the app was accepted: the same template with the same variables twice is a duplicate. */
  noteAccepted(message: Message): void {
    this.accepted += 1;
    const times = raise(this.acceptedKeys, keyOf(message));
    if (times > 1 && message.contentSid !== null) this.duplicateCreates += 1;
  }

  /** A message reached the phone. */
  noteDelivered(message: Message): void {
    this.delivered += 1;
    const key = keyOf(message);
    if (raise(this.deliveredKeys, key) < 2) return;
    if (message.contentSid === null) {
      this.duplicateTextDeliveries += 1;
      return;
    }
    this.duplicateDeliveries += 1;
    if (this.duplicateExamples.length < exampleLimit) this.duplicateExamples.push(key);
  }

  noteRejected(code: number): void {
    this.rejected[code] = (this.rejected[code] ?? 0) + 1;
  }

  toJSON(): Record<string, unknown> {
    const { acceptedKeys: _accepted, deliveredKeys: _delivered, ...shown } = { ...this };
    return shown;
  }
}

function raise(map: Map<string, number>, key: string): number {
  const value = (map.get(key) ?? 0) + 1;
  map.set(key, value);
  return value;
}

function keyOf(message: Message): string {
  return [message.to, message.contentSid ?? message.body, message.contentVariables ?? ''].join(' | ');
}
