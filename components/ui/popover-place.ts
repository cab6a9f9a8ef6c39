const gap = 4;
const edge = 8;

/** Puts an open popover under its button, or above it where there is no room, inside the window. */
export function placeUnder(anchor: HTMLElement, panel: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const below = from.bottom + gap;
  const top = below + height > innerHeight - edge ? Math.max(edge, from.top - gap - height) : below;
  const preferred = from.left + from.width / 2 > innerWidth / 2 ? from.right - width : from.left;
  const left = Math.min(Math.max(edge, preferred), innerWidth - width - edge);
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}
