import { get, listen, post } from './api.js';
import { renderHead, renderMessages } from './chat.js';
import { renderContacts } from './contacts.js';
import { find } from './dom.js';
import { renderLab, wireLab } from './lab.js';
import { loadMails, wireMail } from './mail.js';

const contacts = new Map();
const seen = new Map();
let messages = new Map();
let total = 0;
let state;
/** When the contacts' remaining session times were told. */
let toldAt = new Map();
let selected = null;
/** Until everything was loaded once, nobody is chosen for want of a choice: the address may name somebody. */
let loaded = false;
let replyTo = null;
let photo = false;

const isNarrow = () => matchMedia('(max-width: 860px)').matches;

function keepContact(contact) {
  contacts.set(contact.address, contact);
  toldAt.set(contact.address, performance.now());
  if (contact.address === selected || !seen.has(contact.address)) seen.set(contact.address, contact.lastSeq);
}

function drawContacts() {
  const words = find('find').value.trim().toLowerCase();
  const shown = [...contacts.values()].filter((one) =>
    `${one.name ?? ''} ${one.address}`.toLowerCase().includes(words),
  );
  renderContacts({ contacts: shown, total: words ? shown.length : total, selected, seen, pick });
}

function drawHead() {
  const contact = contacts.get(selected);
  if (!contact) return;
  renderHead(contact, contact.sessionLeftMs - (performance.now() - toldAt.get(selected)));
}

function drawChat(isFirst) {
  renderMessages({ messages, reply: startReply, choose, isFirst });
}

async function loadContacts() {
  const words = find('find').value.trim();
  const answer = await get(`contacts?limit=200&q=${encodeURIComponent(words)}`);
  contacts.clear();
  toldAt = new Map();
  total = answer.total;
  for (const contact of answer.contacts) keepContact(contact);
}

async function loadState() {
  state = await get('state');
  document.title = state.title;
  find('title').textContent = state.title;
  renderLab(state, contacts.get(selected));
}

async function loadChat() {
  const wanted = selected;
  const answer = await get(`messages?contact=${encodeURIComponent(wanted)}&limit=300`);
  if (wanted !== selected) return;
  // What was heard of meanwhile is newer than the answer.
  const heard = [...messages.values()].filter((message) => message.contact === wanted);
  messages = new Map([...answer.messages, ...heard].map((message) => [message.sid, message]));
  drawHead();
  drawChat(true);
  readIfNeeded();
}

function readIfNeeded() {
  const hasUnread = [...messages.values()].some(
    (one) => one.status === 'delivered' && one.channel === 'whatsapp',
  );
  if (state && !state.settings.autoRead && hasUnread && document.visibilityState === 'visible') {
    void post('read', { contact: selected });
  }
}

async function reload() {
  await loadContacts();
  await loadMails();
  await loadState();
  const fromAddress = decodeURIComponent(location.hash.slice(1));
  if (fromAddress && !contacts.has(fromAddress)) {
    const named = await get(`contacts?limit=1&q=${encodeURIComponent(fromAddress)}`);
    for (const contact of named.contacts) keepContact(contact);
  }
  const wanted = selected ?? (contacts.has(fromAddress) ? fromAddress : null);
  const first = isNarrow()
    ? null
    : ([...contacts.values()].sort((a, b) => b.lastMessageAt - a.lastMessageAt)[0]?.address ?? null);
  const next = wanted && contacts.has(wanted) ? wanted : first;
  drawContacts();
  messages = new Map();
  if (next) await pick(next);
  else leave();
  loaded = true;
}

function leave() {
  selected = null;
  document.body.dataset.view = 'list';
  find('phone').hidden = true;
  find('nobody').hidden = false;
  drawContacts();
}

async function pick(address) {
  if (address !== selected) stopReply();
  selected = address;
  seen.set(address, contacts.get(address)?.lastSeq ?? 0);
  history.replaceState(null, '', `#${encodeURIComponent(address)}`);
  document.body.dataset.view = 'chat';
  find('phone').hidden = false;
  find('nobody').hidden = true;
  drawContacts();
  if (state) renderLab(state, contacts.get(selected));
  await loadChat();
}

function startReply(message) {
  replyTo = message;
  find('reply-text').textContent = message.body || 'Photo';
  find('reply-bar').hidden = false;
  find('text').focus();
}

function stopReply() {
  replyTo = null;
  find('reply-bar').hidden = true;
}

function setPhoto(isOn) {
  photo = isOn;
  find('attach').setAttribute('aria-pressed', String(isOn));
  find('text').placeholder = isOn ? 'Sample photo attached; add words' : 'Write as the customer';
}

async function write(order) {
  const problem = find('problem');
  problem.textContent = '';
  const isSms = contacts.get(selected)?.lacksWhatsApp || messages.get(order.replyTo)?.channel === 'sms';
  try {
    await post('inbound', { from: selected, ...order, ...(isSms ? { channel: 'sms' } : {}) });
  } catch (error) {
    problem.textContent = error.message;
  }
}

function choose(message, kind, choice) {
  void write({ [kind]: choice, replyTo: message.sid });
}

function applyChanges(changes) {
  const isNewContact = changes.contacts.some((contact) => !contacts.has(contact.address));
  if (isNewContact) total += changes.contacts.filter((contact) => !contacts.has(contact.address)).length;
  for (const contact of changes.contacts) {
    if (!contacts.has(contact.address)) seen.set(contact.address, 0);
    keepContact(contact);
  }
  const mine = changes.messages.filter((message) => message.contact === selected);
  for (const message of mine) messages.set(message.sid, message);
  if (loaded && !selected && !isNarrow() && changes.contacts[0]) void pick(changes.contacts[0].address);
  drawContacts();
  drawHead();
  if (mine.length > 0) drawChat(false);
  readIfNeeded();
  if (!find('lab').hidden) void loadState();
}

find('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const body = find('text').value;
  if (body.trim() === '' && !photo) return;
  const order = { body, ...(replyTo ? { replyTo: replyTo.sid } : {}), ...(photo ? { media: [{}] } : {}) };
  find('text').value = '';
  stopReply();
  setPhoto(false);
  void write(order);
});
find('attach').addEventListener('click', () => setPhoto(!photo));
find('reply-cancel').addEventListener('click', stopReply);
find('back').addEventListener('click', () => {
  history.replaceState(null, '', '#');
  leave();
});
find('find').addEventListener('input', async () => {
  await loadContacts();
  drawContacts();
});
find('add-phone').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const data = new FormData(form);
  const problem = form.querySelector('.problem');
  problem.textContent = '';
  try {
    const answer = await post('contacts', {
      address: data.get('address').replace(/\s/g, ''),
      name: data.get('name') || undefined,
    });
    for (const contact of answer.contacts) keepContact(contact);
    form.reset();
    form.closest('details').open = false;
    await pick(answer.contacts[0].address);
  } catch (error) {
    problem.textContent = error.message;
  }
});
wireLab({
  getSelected: () => selected,
  onToggle: (isOpen) => {
    if (isOpen) void loadState();
  },
});
setInterval(drawHead, 10_000);
document.addEventListener('visibilitychange', readIfNeeded);
addEventListener('hashchange', () => {
  const address = decodeURIComponent(location.hash.slice(1));
  if (address && address !== selected && contacts.has(address)) void pick(address);
});
wireMail();
listen({ onOpen: reload, onChanges: applyChanges, onReload: reload, onMail: loadMails });
