import { notify } from '../ui/toast';

const steps = '.head-next :is(button, a[href])';

/** What a step is called; a line for screen readers alone says why it isn't possible, which is no part of its name. */
function labelOf(step: HTMLElement): string {
  const shown = step.cloneNode(true) as HTMLElement;
  for (const part of shown.querySelectorAll('.sr-only, svg, .busy')) part.remove();
  return shown.textContent.trim() || (step.getAttribute('aria-label') ?? '');
}

/** By their names, each the first that is called so; what can't be pressed, or only opens the menu, is left out. */
function stepsOfPage(): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const step of document.querySelectorAll<HTMLElement>(steps)) {
    const offered = !step.matches('[aria-haspopup=menu], :disabled, [aria-disabled=true]');
    const label = labelOf(step);
    if (offered && label && !step.closest('dialog') && !found.has(label)) found.set(label, step);
  }
  return found;
}

/**
 * What the open page offers in its head now: its next step, and what stands in the menu beside it. Read from its own
 * buttons and links, so that whoever types finds the same as who clicks, under the same rules.
 */
export const pageActions = (): string[] => [...stepsOfPage().keys()];

/** Does it as a click would; says so where somebody else has changed the page meanwhile. */
export function actOnPage(label: string): void {
  const step = stepsOfPage().get(label);
  if (step) step.click();
  else
    notify({ message: 'Not possible now', detail: `“${label}” isn’t offered here any more.`, tone: 'plain' });
}
