import { post, remove } from './api.js';
import { draw, find, make } from './dom.js';

/** What each fault is called, and the one number it takes. */
const kinds = {
  http429: ['Too many requests (429)', 'retryAfter', 'Retry after (seconds)', 5],
  http5xx: ['Provider down (503)', 'status', 'HTTP status', 503],
  http5xxAfterAccept: ['Accepted, then 502', 'status', 'HTTP status', 502],
  slow: ['Slow answer', 'delayMs', 'Delay (ms)', 5000],
  dropAfterAccept: ['Accepted, then line drops'],
  refuse: ['Connection refused'],
  syncError: ['Refused with an error code', 'code', 'Error code', 21211],
  failWith: ['Not delivered with an error code', 'code', 'Error code', 63024],
  lookupFails: ['Looking up fails (503)', 'status', 'HTTP status', 503],
  callbackDuplicate: ['Status told twice'],
  callbackReorder: ['Statuses in the wrong order'],
  callbackDelay: ['Status told late', 'delayMs', 'Delay (ms)', 5000],
  callbackLost: ['Status never told'],
  callbackBefore201: ['Status before the answer'],
  inboundDuplicate: ['Reply arrives twice'],
  inboundLost: ['Reply never arrives'],
  unknownParams: ['Unknown extra fields'],
  mailRefused: ['Mail refused (550)'],
  mailDropped: ['Mail taken, then line drops'],
};

const counts = {
  accepted: 'Accepted',
  delivered: 'Delivered',
  read: 'Read',
  undelivered: 'Not delivered',
  duplicateDeliveries: 'Delivered twice',
  inbound: 'Written by customers',
};

function readFault(form, selected) {
  const data = new FormData(form);
  const [, param] = kinds[data.get('kind')];
  const [often, amount] = String(data.get('often')).split(':');
  return {
    kind: data.get('kind'),
    ...(often === 'always' ? {} : { [often]: Number(amount) }),
    ...(data.get('scope') === 'this' && selected ? { to: selected } : {}),
    ...(param ? { params: { [param]: Number(data.get('value')) } } : {}),
  };
}

function renderFault(fault) {
  const often = fault.next
    ? `${fault.hits} of ${fault.next}`
    : fault.probability
      ? `${fault.probability * 100} %`
      : 'always';
  return make(
    'li',
    {},
    make('span', {}, `${kinds[fault.kind][0]} · ${often}${fault.to ? ` · ${fault.to}` : ''}`),
    make(
      'button',
      {
        type: 'button',
        class: 'plain',
        'aria-label': `Remove ${kinds[fault.kind][0]}`,
        onclick: () => remove(`faults?id=${fault.id}`),
      },
      draw('0 0 20 20', 'M5 5l10 10M15 5 5 15'),
    ),
  );
}

/** Draws the lab from the simulator's state. */
export function renderLab(state, contact) {
  const now = new Date(state.now);
  const skipped = Math.round(state.skippedMs / 3_600_000);
  const shown = now.toLocaleString('en', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  find('lab-clock').textContent =
    skipped > 0 ? `${shown}, ${skipped} h ahead of real time` : `${shown}, real time`;
  find('faults').replaceChildren(...state.faults.faults.map(renderFault));
  find('auto-read').checked = state.settings.autoRead;
  find('opt-out').checked = state.settings.optOutHandling;
  find('hide-label').hidden = !contact?.address.startsWith('+');
  find('hide-phone').checked = contact?.hidesPhone ?? false;
  find('lacks-label').hidden = !contact?.address.startsWith('+');
  find('lacks-whatsapp').checked = contact?.lacksWhatsApp ?? false;
  find('counts').replaceChildren(
    ...Object.entries(counts).flatMap(([key, label]) => [
      make('dt', {}, label),
      make('dd', {}, String(state.counters[key])),
    ]),
  );
}

function wireFaultForm(getSelected) {
  const form = find('fault-form');
  const label = find('fault-value-label');
  form.elements.kind.append(
    ...Object.entries(kinds).map(([kind, [name]]) => make('option', { value: kind }, name)),
  );
  const showValue = () => {
    const [, param, name, preset] = kinds[form.elements.kind.value];
    label.hidden = !param;
    label.querySelector('span').textContent = name ?? '';
    form.elements.value.value = preset ?? '';
  };
  form.elements.kind.addEventListener('change', showValue);
  showValue();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void post('faults', readFault(form, getSelected()));
  });
}

/** Connects the lab's controls once. `onToggle` is told when it opens or closes. */
export function wireLab({ getSelected, onToggle }) {
  const lab = find('lab');
  const toggles = [...document.querySelectorAll('[data-lab-toggle]')];
  const show = (isOpen) => {
    lab.hidden = !isOpen;
    for (const toggle of toggles) toggle.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) find('lab-close').focus();
    onToggle(isOpen);
  };
  for (const toggle of toggles) toggle.addEventListener('click', () => show(lab.hidden));
  find('lab-close').addEventListener('click', () => {
    show(false);
    toggles.find((toggle) => toggle.checkVisibility())?.focus();
  });
  for (const button of lab.querySelectorAll('[data-skip]')) {
    button.addEventListener('click', () => post('clock', { skipHours: Number(button.dataset.skip) }));
  }
  find('auto-read').addEventListener('change', (event) =>
    post('settings', { autoRead: event.target.checked }),
  );
  find('opt-out').addEventListener('change', (event) =>
    post('settings', { optOutHandling: event.target.checked }),
  );
  find('hide-phone').addEventListener('change', (event) => {
    if (getSelected()) void post('contacts', { address: getSelected(), hidesPhone: event.target.checked });
  });
  find('lacks-whatsapp').addEventListener('change', (event) => {
    if (getSelected()) void post('contacts', { address: getSelected(), lacksWhatsApp: event.target.checked });
  });
  find('reset').addEventListener('click', () => {
    if (confirm('Forget all chats, faults and the skipped time? Templates stay.')) void post('reset');
  });
  wireFaultForm(getSelected);
}
