'use client';

import { LoaderCircle, Search } from 'lucide-react';
import type { Route } from 'next';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { cx } from './cx';

type SearchBoxProps = {
  label: string;
  placeholder?: string;
  /** The address's parameter. */
  param?: string;
  /** Parameters that a new search makes meaningless. */
  resets?: readonly string[];
  className?: string;
};

const pause = 250;
const cursors = ['after', 'before'];

/** Puts what is typed into the address after a short pause. `/` jumps to it. */
export function SearchBox({ label, placeholder, param = 'q', resets = cursors, className }: SearchBoxProps) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useRef<HTMLInputElement>(null);
  const current = params.get(param) ?? '';

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Back and forward change the address under a field that nobody is typing in.
    if (input.current && document.activeElement !== input.current) input.current.value = current;
  }, [current]);

  const search = (value: string) => {
    clearTimeout(timer.current);
    const next = new URLSearchParams(params);
    for (const name of resets) next.delete(name);
    if (value.trim()) next.set(param, value.trim());
    else next.delete(param);
    if (next.toString() === params.toString()) return;
    const query = next.size ? `?${next}` : '';
    startTransition(() => router.replace(`${pathname}${query}` as Route, { scroll: false }));
  };

  return (
    <search className={cx('block w-full sm:max-w-72', className)}>
      <form
        action={pathname}
        onSubmit={(event) => {
          event.preventDefault();
          search(input.current?.value ?? '');
        }}
        className="field flex h-control items-center gap-2 px-3"
      >
        {pending ? (
          <LoaderCircle aria-hidden className="size-4 shrink-0 text-subtle motion-safe:animate-spin" />
        ) : (
          <Search aria-hidden className="size-4 shrink-0 text-subtle" />
        )}
        <input
          ref={input}
          type="search"
          name={param}
          aria-label={label}
          placeholder={placeholder ?? label}
          defaultValue={current}
          autoComplete="off"
          data-shortcut="/"
          onChange={(event) => {
            const { value } = event.target;
            clearTimeout(timer.current);
            timer.current = setTimeout(() => search(value), pause);
          }}
          className="w-full min-w-0 bg-transparent outline-none"
        />
      </form>
    </search>
  );
}
