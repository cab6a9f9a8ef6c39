import type { ReactNode } from 'react';
import { cx } from './cx';
import { Kbd, ModKey } from './kbd';

/** The buttons at the end of a form: under the thumb on phones. */
export function FormActions({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="form-bar sticky bottom-(--bar,0px) z-10 -mx-4 mt-8 flex items-center gap-x-3 gap-y-2 border-t bg-canvas px-4 py-2 sm:static sm:mx-0 sm:flex-wrap sm:px-0 sm:py-3 max-sm:[&>button]:flex-1">
      {children}
      {note ? <div className="min-w-0 text-subtle text-xs max-sm:order-first sm:ms-auto">{note}</div> : null}
      <p
        className={cx(
          'flex items-center gap-1 text-subtle text-xs max-sm:hidden pointer-coarse:hidden',
          !note && 'ms-auto',
        )}
      >
        <ModKey />
        <Kbd>↵</Kbd> saves
      </p>
    </div>
  );
}
