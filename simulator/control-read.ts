import { parseAddress } from './addresses';
import type { Input } from './control-input';
import { ControlError } from './errors';
import { type FaultOrder, faultKinds } from './faults';
import type { InboundOrder } from './inbound';
import type { Settings } from './settings';
import type { Choice } from './types';

/** A contact's key: a phone number or a business-scoped id, with or without `whatsapp:`. */
export function readContactKey(text: string): string {
  const address = parseAddress(text) ?? parseAddress(`whatsapp:${text}`);
  if (!address)
    throw new ControlError(
      `'${text.slice(0, 80)}' is neither a phone number in E.164 nor a business-scoped id`,
    );
  return address.id;
}

function readChoice(input: Input | undefined): Choice | undefined {
  if (!input) return undefined;
  const title = input.text('title') ?? input.needText('text');
  const description = input.text('description');
  const id = input.text('id') ?? input.text('payload') ?? title;
  return { id, title, ...(description === undefined ? {} : { description }) };
}

/** POST /control/inbound. `button` and `list` take {title, id} as well as {text, payload}. */
export function readInboundOrder(input: Input): InboundOrder {
  const location = input.child('location');
  const order: InboundOrder = {
    from: readContactKey(input.text('from') || input.needText('businessScopedId')),
    body: input.text('body'),
    button: readChoice(input.child('button')),
    list: readChoice(input.child('list')),
    replyTo: input.text('replyTo'),
    media: input
      .children('media')
      .map((one) => ({ contentType: one.text('contentType'), url: one.text('url') })),
    profileName: input.text('profileName'),
    businessScopedId: input.text('businessScopedId'),
    channel: input.oneOf('channel', ['whatsapp', 'sms']),
    to: input.text('to'),
    deliver: input.flag('deliver'),
  };
  if (location) {
    order.location = {
      latitude: location.number('latitude', { min: -90, max: 90 }) ?? 0,
      longitude: location.number('longitude', { min: -180, max: 180 }) ?? 0,
      label: location.text('label'),
      address: location.text('address'),
    };
  }
  const isEmpty = !order.button && !order.list && !order.location && order.media?.length === 0;
  if (isEmpty && order.body === undefined) throw new ControlError('body: is required');
  return order;
}

/** POST /control/faults, one entry. */
export function readFaultOrder(input: Input): FaultOrder {
  const kind = input.oneOf('kind', faultKinds);
  if (!kind) throw new ControlError(`kind: must be one of ${faultKinds.join(', ')}`);
  const to = input.text('to');
  const probability = input.number('probability', { min: 0, max: 1 });
  const next = input.number('next', { min: 1, max: 1_000_000 });
  return {
    kind,
    ...(to === undefined ? {} : { to: readContactKey(to) }),
    ...(probability === undefined ? {} : { probability }),
    ...(next === undefined ? {} : { next: Math.trunc(next) }),
    params: input.child('params')?.numbers() ?? {},
  };
}

const ms = { min: 0, max: 600_000 };

/** POST /control/settings: only what is named changes. */
export function applySettings(settings: Settings, input: Input): void {
  const inboundUrl = input.text('inboundUrl');
  if (inboundUrl !== undefined && !/^https?:\/\//.test(inboundUrl))
    throw new ControlError('inboundUrl: must be an http address');
  if (inboundUrl !== undefined) settings.inboundUrl = inboundUrl;
  if (input.isNull('inboundUrl')) settings.inboundUrl = null;
  settings.defaultSender = input.text('defaultSender') ?? settings.defaultSender;
  settings.senders = input.texts('senders') ?? settings.senders;
  settings.autoRead = input.flag('autoRead') ?? settings.autoRead;
  settings.optOutHandling = input.flag('optOutHandling') ?? settings.optOutHandling;
  settings.callbackStatuses = input.texts('callbackStatuses') ?? settings.callbackStatuses;
  settings.webhookTimeoutMs =
    input.number('webhookTimeoutMs', { min: 10, max: 60_000 }) ?? settings.webhookTimeoutMs;
  settings.webhookRetryMs = input.number('webhookRetryMs', ms) ?? settings.webhookRetryMs;
  const delays = input.child('delays');
  if (!delays) return;
  settings.delays = {
    queued: delays.number('queued', ms) ?? settings.delays.queued,
    sent: delays.number('sent', ms) ?? settings.delays.sent,
    delivered: delays.number('delivered', ms) ?? settings.delays.delivered,
    read: delays.number('read', ms) ?? settings.delays.read,
  };
}
