import { draw, find, linked, make, toDay, toInitials, toTime } from './dom.js';

const statusNames = {
  accepted: 'Accepted',
  queued: 'Waiting to be sent',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  received: 'Sent',
};

function toTicks(message) {
  const isOwn = message.direction === 'inbound';
  const told = message.webhooks.some((attempt) => attempt.answer >= 200 && attempt.answer < 300);
  const status = isOwn ? (told ? 'delivered' : 'received') : message.status;
  const single = 'M3 7.5 6.5 11 13 3.5';
  const second = 'm9.5 10.8.4.3L16.500 3.500';
  const drawings = {
    delivered: [single, second],
    read: [single, second],
    sent: [single],
    received: [single],
  };
  const clock = ['M9 2.500a4.800 4.800 0 1 0 .01 0', 'M9 4.800V7.500l2 1.200'];
  const label = isOwn && told ? 'The app has it' : (statusNames[status] ?? status);
  return make(
    'span',
    { class: `ticks ${status}`, role: 'img', 'aria-label': label, title: label },
    draw('0 0 18 14', ...(drawings[status] ?? clock)),
  );
}

function describeTrouble(message) {
  if (message.errorCode !== null) return `Not delivered: ${message.errorCode} ${message.errorMessage}`;
  if (message.direction !== 'inbound') return null;
  const last = message.webhooks.at(-1);
  if (!last) return null;
  if (last.answer === null) return `The app was not reached: ${last.note ?? 'no answer'}`;
  return last.answer >= 300 ? `The app answered ${last.answer}` : null;
}

function renderQuote(message, messages) {
  const original = message.inbound?.replyTo ? messages.get(message.inbound.replyTo) : undefined;
  return original ? make('p', { class: 'quote', dir: 'auto' }, original.body || 'Photo') : null;
}

function renderBubble(message, { messages, reply }) {
  const isFailed = message.errorCode !== null;
  const photo = message.media.length > 0;
  const place = message.inbound?.location;
  return make(
    'div',
    { class: 'bubble' },
    renderQuote(message, messages),
    photo ? make('img', { src: '/page/sample-photo.png', alt: 'Photo', width: 320, height: 240 }) : null,
    place
      ? make('p', { class: 'quiet' }, `${place.label ?? 'Place'} (${place.latitude}, ${place.longitude})`)
      : null,
    message.body ? make('p', { class: 'text', dir: 'auto' }, ...linked(message.body)) : null,
    make(
      'div',
      { class: 'meta' },
      make(
        'button',
        {
          type: 'button',
          class: 'reply',
          'aria-label': 'Reply to this message',
          title: 'Reply',
          onclick: reply,
        },
        draw('0 0 20 20', 'M8 5 3.500 9.500 8 14', 'M4 9.500h7.500a5 5 0 0 1 5 5V16'),
      ),
      message.channel === 'sms' ? make('span', {}, 'SMS') : null,
      make('time', { datetime: new Date(message.createdAt).toISOString() }, toTime(message.createdAt)),
      isFailed ? null : toTicks(message),
    ),
  );
}

function renderChoices(message, { choose, takenIds }) {
  if (message.errorCode !== null) return null;
  const toButton = (choice, kind) =>
    make(
      'button',
      {
        type: 'button',
        class: `choice${takenIds.has(choice.id) ? ' taken' : ''}`,
        onclick: () => choose(kind, choice),
      },
      choice.title,
      choice.description ? make('small', {}, choice.description) : null,
    );
  if (message.buttons.length > 0) {
    return make('div', { class: 'choices' }, ...message.buttons.map((choice) => toButton(choice, 'button')));
  }
  if (!message.list) return null;
  const items = make(
    'div',
    { class: 'choices', hidden: true },
    ...message.list.items.map((item) => toButton(item, 'list')),
  );
  const opener = make(
    'button',
    {
      type: 'button',
      class: 'choice',
      'aria-expanded': 'false',
      onclick: () => {
        items.hidden = !items.hidden;
        opener.setAttribute('aria-expanded', String(!items.hidden));
        if (!items.hidden) items.scrollIntoView({ block: 'nearest' });
      },
    },
    message.list.button,
  );
  return make('div', { class: 'choices' }, opener, items);
}

/** One message as a list item. */
function renderMessage(message, context) {
  const isOwn = message.direction === 'inbound';
  const trouble = describeTrouble(message);
  const classes = [
    'message',
    isOwn ? 'own' : '',
    message.errorCode === null ? '' : 'lost',
    context.isNew ? 'new' : '',
  ];
  return make(
    'li',
    { class: classes.filter(Boolean).join(' '), 'data-sid': message.sid, 'data-status': message.status },
    make('span', { class: 'unseen' }, isOwn ? 'Customer wrote:' : 'Business wrote:'),
    renderBubble(message, context),
    renderChoices(message, context),
    trouble ? make('p', { class: 'trouble' }, trouble) : null,
  );
}

const drawn = new Map();

/** Draws what changed in the chat and keeps the end in sight when it was in sight. */
export function renderMessages({ messages, reply, choose, isFirst }) {
  const list = find('messages');
  const wasAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  if (isFirst) drawn.clear();
  const ordered = [...messages.values()].sort((a, b) => a.seq - b.seq);
  const taken = new Map();
  for (const { inbound } of ordered) {
    const choice = inbound?.button ?? inbound?.list;
    if (choice && inbound.replyTo)
      taken.set(inbound.replyTo, new Set([...(taken.get(inbound.replyTo) ?? []), choice.id]));
  }
  const rows = [];
  let day = '';
  for (const message of ordered) {
    if (toDay(message.createdAt) !== day) {
      day = toDay(message.createdAt);
      rows.push(make('li', { class: 'day' }, day));
    }
    rows.push(
      rowOf(message, { messages, reply, choose, takenIds: taken.get(message.sid) ?? new Set(), isFirst }),
    );
  }
  list.replaceChildren(...rows);
  if (isFirst || wasAtEnd) list.scrollTop = list.scrollHeight;
}

/** The row drawn before, when nothing in it changed: an opened list stays open, a focus stays put. */
function rowOf(message, { messages, reply, choose, takenIds, isFirst }) {
  const version = [message.status, message.webhooks.length, message.body, ...takenIds].join('|');
  const before = drawn.get(message.sid);
  if (before?.version === version) return before.row;
  const row = renderMessage(message, {
    messages,
    takenIds,
    isNew: !before && !isFirst,
    reply: () => reply(message),
    choose: (kind, choice) => choose(message, kind, choice),
  });
  drawn.set(message.sid, { version, row });
  return row;
}

function toLeft(ms) {
  const minutes = Math.floor(ms / 60_000);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
}

/** Draws who this is and how long text may still be sent to them. */
export function renderHead(contact, leftMs) {
  find('initials').textContent = toInitials(contact);
  find('contact-name').textContent = contact.name ?? contact.address;
  find('contact-address').textContent = contact.hidesPhone
    ? `Number hidden · ${contact.businessScopedId ?? contact.address}`
    : contact.name
      ? contact.address
      : 'No name yet';
  const session = find('session');
  session.textContent = contact.lacksWhatsApp
    ? 'No WhatsApp: SMS only'
    : leftMs > 0
      ? `Session open: ${toLeft(leftMs)} left`
      : 'Session closed: only templates';
  session.classList.toggle('open', leftMs > 0);
  find('opted-out').hidden = !contact.optedOut;
}
