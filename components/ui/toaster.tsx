'use client';

import { Toaster as Sonner } from 'sonner';

/** Where notices appear; stands once in each frame. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      closeButton
      offset={{ bottom: '1.5rem' }}
      mobileOffset={{ bottom: 'calc(var(--bar, 0px) + 1rem)' }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-3 rounded-md font-sans border bg-surface py-3 ps-4 pe-10 text-ink text-sm shadow-raised sm:w-92',
          title: 'font-medium',
          description: 'text-muted',
          icon: 'shrink-0 text-brand-ink [[data-type=error]_&]:text-danger-ink',
          content: 'min-w-0 flex-1',
          actionButton: 'shrink-0 font-medium text-brand-ink underline underline-offset-3',
          closeButton:
            'absolute end-2 top-2.5 flex size-7 items-center justify-center text-subtle hover:text-ink',
        },
      }}
    />
  );
}
