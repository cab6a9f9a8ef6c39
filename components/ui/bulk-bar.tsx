'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './button';

type BulkBarProps = {
  /** The `select.name` of the table in the same form. */
  name: string;
  /** What is chosen, for one and for many. */
  noun: [one: string, many: string];
  /** Submit buttons. */
  children: ReactNode;
};

/** Appears when rows are chosen: how many, what can be done with them, and the way back to none. */
export function BulkBar({ name, noun, children }: BulkBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);

  useEffect(() => {
    const form = bar.current?.closest('form');
    if (!form) return;
    const recount = () => setCount(new FormData(form).getAll(name).length);
    const afterReset = () => setTimeout(recount);
    recount();
    form.addEventListener('change', recount);
    form.addEventListener('reset', afterReset);
    return () => {
      form.removeEventListener('change', recount);
      form.removeEventListener('reset', afterReset);
    };
  }, [name]);

  return (
    <div
      ref={bar}
      hidden={count === 0}
      className="sticky bottom-[calc(var(--bar,0px)+1rem)] z-10 mx-auto mt-4 w-fit max-w-full rounded-md border bg-surface p-2 shadow-raised"
    >
      <div className="flex flex-wrap items-center gap-2 ps-2 text-sm">
        <p role="status" className="tabular font-medium">
          {count} {count === 1 ? noun[0] : noun[1]} chosen
        </p>
        {children}
        <Button variant="quiet" onClick={() => bar.current?.closest('form')?.reset()}>
          Choose none
        </Button>
      </div>
    </div>
  );
}
