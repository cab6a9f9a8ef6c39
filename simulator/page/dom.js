/** Makes an element; texts become text nodes, so nothing that was received is ever read as markup. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function find(id) {
  return document.getElementById(id);
}

/** A line drawing from path data. */
export function draw(viewBox, ...paths) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('aria-hidden', 'true');
  for (const data of paths) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', data);
    svg.append(path);
  }
  return svg;
}

export function toTime(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

export function toDay(at) {
  return new Date(at).toLocaleDateString('en', { weekday: 'short', day: 'numeric', month: 'short' });
}

export function toInitials(contact) {
  const words = (contact.name ?? '').split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  if (words.length === 0) return contact.address.slice(-2);
  return [...new Set([words[0], words.at(-1)])].map((word) => [...word][0].toUpperCase()).join('');
}

/** A text whose web addresses can be opened; everything else stays text. */
export function linked(text) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) =>
      at % 2 === 1 ? make('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part,
    );
}
