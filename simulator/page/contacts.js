import { find, make, toInitials, toTime } from './dom.js';

function renderContact(contact, { isCurrent, isFresh, pick }) {
  const button = make(
    'button',
    { type: 'button', class: 'contact', 'aria-current': isCurrent ? 'true' : undefined, onclick: pick },
    make('span', { class: 'initials', 'aria-hidden': 'true' }, toInitials(contact)),
    make('span', { class: 'name', dir: 'auto' }, contact.name ?? contact.address),
    make('span', { class: 'time', 'aria-hidden': 'true' }, toTime(contact.lastMessageAt)),
    make('span', { class: 'line', 'aria-hidden': 'true', dir: 'auto' }, contact.preview || contact.address),
    contact.optedOut ? make('span', { class: 'stopped' }, 'opted out') : null,
    contact.optedOut
      ? null
      : isFresh
        ? make('span', { class: 'fresh', role: 'img', 'aria-label': 'new' })
        : make('span'),
  );
  if (contact.name) button.append(make('span', { class: 'unseen' }, contact.address));
  return make('li', {}, button);
}

/** Draws the list of phones, the latest first. */
export function renderContacts({ contacts, total, selected, seen, pick }) {
  const ordered = [...contacts].sort((a, b) => b.lastMessageAt - a.lastMessageAt);
  find('contacts').replaceChildren(
    ...ordered.map((contact) =>
      renderContact(contact, {
        isCurrent: contact.address === selected,
        isFresh: contact.lastSeq > (seen.get(contact.address) ?? 0) && contact.address !== selected,
        pick: () => pick(contact.address),
      }),
    ),
  );
  const note = find('contacts-note');
  note.hidden = ordered.length > 0 && total <= ordered.length;
  if (ordered.length === 0) note.textContent = 'No phone yet. One appears when the app writes to a number.';
  else note.textContent = `The latest ${ordered.length} of ${total}. Search to find others.`;
}
