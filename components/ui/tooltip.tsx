'use client';

import { type ReactNode, useId, useRef } from 'react';
import { placeUnder } from './popover-place';

/** A short explanation on hover and focus: how a number is made, why a button is closed. Escape hides it. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const id = useId();
  const anchor = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLSpanElement>(null);

  const show = () => {
    if (!panel.current || !anchor.current) return;
    panel.current.showPopover();
    placeUnder(anchor.current, panel.current);
  };
  const hide = () => panel.current?.hidePopover();

  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-describedby={id}
        onMouseEnter={show}
        onMouseLeave={hide}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
        className="cursor-help rounded-md text-start underline decoration-dotted decoration-field-line underline-offset-4"
      >
        {children}
      </button>
      <span
        ref={panel}
        id={id}
        role="tooltip"
        popover="manual"
        className="pointer-events-none fixed inset-auto m-0 max-w-72 rounded-md bg-ink px-2.5 py-1.5 text-canvas text-xs shadow-raised"
      >
        {text}
      </span>
    </>
  );
}
