import { get } from './api.js';
import { find, linked, make, toDay, toTime } from './dom.js';

function renderMail(mail) {
  return make(
    'li',
    { 'data-to': mail.to.join(' ') },
    make(
      'details',
      {},
      make(
        'summary',
        {},
        make('strong', { dir: 'auto' }, mail.subject || 'No subject'),
        make('span', { class: 'quiet' }, `to ${mail.to.join(', ')}, ${toDay(mail.at)} ${toTime(mail.at)}`),
      ),
      make('p', { class: 'quiet' }, `From ${mail.from}`),
      make('p', { class: 'mail-text', dir: 'auto' }, ...linked(mail.text)),
      ...mail.files
        .filter((file) => file.content)
        .map((file) =>
          make(
            'p',
            {},
            make(
              'a',
              { href: `data:${file.type};base64,${file.content}`, download: file.name },
              `${file.name} (${Math.ceil(file.size / 1024)} KB)`,
            ),
          ),
        ),
    ),
  );
}

/** Draws all mails, newest first. */
export async function loadMails() {
  const { mails } = await get('mails');
  find('mails').replaceChildren(...mails.reverse().map(renderMail));
  find('mail-none').hidden = mails.length > 0;
  find('mail-toggle').textContent = mails.length > 0 ? `Mail (${mails.length})` : 'Mail';
}

/** Connects the mail's button once. */
export function wireMail() {
  const panel = find('mail');
  const toggle = find('mail-toggle');
  const show = (isOpen) => {
    panel.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) find('mail-close').focus();
    else toggle.focus();
  };
  toggle.addEventListener('click', () => show(panel.hidden));
  find('mail-close').addEventListener('click', () => show(false));
}
