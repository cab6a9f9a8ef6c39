'use client';

import { useEffect, useRef } from 'react';

const prefix = 'draft:';
const pause = 400;
const neverKept = new Set(['password', 'file', 'hidden', 'submit', 'button']);

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Forgets a draft, as after saving. */
export function clearDraft(id: string): void {
  try {
    sessionStorage.removeItem(prefix + id);
  } catch {
    // A closed storage holds nothing to forget.
  }
}

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (element): element is Control =>
      'name' in element && Boolean(element.name) && !neverKept.has((element as Control).type),
  );
}

function isChoice(control: Control): control is HTMLInputElement {
  return control.type === 'checkbox' || control.type === 'radio';
}

function keyOf(control: Control): string {
  return isChoice(control) ? `${control.name}=${control.value}` : control.name;
}

function keep(id: string, form: HTMLFormElement): void {
  const values = controlsOf(form).map((control) => [
    keyOf(control),
    isChoice(control) ? control.checked : control.value,
  ]);
  try {
    sessionStorage.setItem(prefix + id, JSON.stringify(Object.fromEntries(values)));
  } catch {
    // Without storage a reload starts over; the form itself still works.
  }
}

/** Sets a value the way typing does, so that controlled fields notice it too. */
function fill(control: Control, value: unknown): void {
  if (isChoice(control)) {
    if (typeof value === 'boolean' && control.checked !== value) control.click();
    return;
  }
  if (typeof value !== 'string' || control.value === value) return;
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set;
  setter?.call(control, value);
  control.dispatchEvent(
    new Event(control instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }),
  );
}

function restore(id: string, form: HTMLFormElement): void {
  let stored: Record<string, unknown>;
  try {
    stored = JSON.parse(sessionStorage.getItem(prefix + id) ?? '{}');
  } catch {
    return;
  }
  for (const control of controlsOf(form)) {
    const key = keyOf(control);
    if (key in stored) fill(control, stored[key]);
  }
}

/**
 * Inside a form: what was typed survives a reload of this tab. `id` names the record and its version, so
 * that an old draft never covers newer data. Passwords, files and hidden values are not kept.
 */
export function FormDraft({ id }: { id: string }) {
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return;
    restore(id, form);
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(id, form), pause);
    };
    form.addEventListener('input', later);
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', later);
    };
  }, [id]);

  return <span ref={mark} hidden />;
}
