import { describeError } from './errors';
import { isSessionOpen } from './message-create';
import { dayMs } from './settings';
import type { Contact, Message } from './types';
import type { World } from './world';

/** A contact as the page and the tests see it. */
export function toContactView(world: World, contact: Contact): Record<string, unknown> {
  const { store } = world;
  const now = store.clock.now();
  const isOpen = isSessionOpen(contact, now);
  const last = store.lastMessageOf(contact.address);
  return {
    address: contact.address,
    name: contact.name,
    businessScopedId: contact.businessScopedId,
    hidesPhone: contact.hidesPhone,
    optedOut: contact.optedOut,
    lacksWhatsApp: contact.lacksWhatsApp,
    sessionLeftMs: isOpen ? dayMs - (now - (contact.lastInboundAt ?? now)) : 0,
    lastMessageAt: contact.lastMessageAt,
    preview: last ? summarise(last) : '',
    previewIsOwn: last?.direction === 'inbound',
    lastSeq: last?.seq ?? 0,
  };
}

function summarise(message: Message): string {
  if (message.body !== '') return message.body.slice(0, 120);
  return message.media.length > 0 ? 'Photo' : 'Location';
}

/** A message with its whole story. */
export function toMessageView(message: Message): Record<string, unknown> {
  const { outcome: _outcome, ...shown } = message;
  return {
    ...shown,
    errorMessage: message.errorCode === null ? null : describeError(message.errorCode),
  };
}
