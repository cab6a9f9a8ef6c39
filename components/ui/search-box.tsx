'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { Icon } from './icon';

type SearchBoxProps = {
  label: string;
  placeholder?: string;
  /** The answer is under way. */
  busy?: boolean;
};

const param = 'q';
const pause = 250;
/** A new search makes a place in the list meaningless. */
const places = ['after', 'before'];

/** Puts what is typed into the address after a short pause; the list follows it. `/` jumps to it. */
export function SearchBox({ label, placeholder, busy }: SearchBoxProps) {
  const pathname = usePathname();
  const params = useSearchParams();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const current = params.get(param) ?? '';

  /** Something was typed before there was a script to notice. */
  const typedEarly = useRef(false);

  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what stood in the field when the script arrived
  useEffect(() => {
    const { value = '', defaultValue = '' } = input.current ?? {};
    typedEarly.current = value !== defaultValue;
    if (typedEarly.current) searchSoon(value);
  }, []);
  useEffect(() => {
    if (typedEarly.current) return;
    // Back and forward change the address under a field that nobody is typing in.
    if (input.current && document.activeElement !== input.current) input.current.value = current;
  }, [current]);

  const search = (value: string) => {
    clearTimeout(timer.current);
    typedEarly.current = false;
    const next = new URLSearchParams(window.location.search);
    for (const name of places) next.delete(name);
    if (value.trim()) next.set(param, value.trim());
    else next.delete(param);
    if (next.toString() === window.location.search.slice(1)) return;
    window.history.replaceState(null, '', next.size ? `${pathname}?${next}` : pathname);
  };

  const searchSoon = (value: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(value), pause);
  };

  return (
    <search>
      <form
        action={pathname}
        onSubmit={(event) => {
          event.preventDefault();
          search(input.current?.value ?? '');
        }}
        className="field search"
        aria-busy={busy || undefined}
      >
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          name={param}
          aria-label={label}
          placeholder={placeholder ?? label}
          defaultValue={current}
          autoComplete="off"
          data-shortcut="/"
          data-shortcut-help="Search this list"
          onChange={(event) => searchSoon(event.target.value)}
        />
      </form>
    </search>
  );
}
