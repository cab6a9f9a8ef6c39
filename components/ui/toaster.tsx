'use client';

import { useSyncExternalStore } from 'react';
import { Toaster as Sonner } from 'sonner';

const phone = '(width < 40rem)';

function onPhoneOrDesk(told: () => void): () => void {
  const query = window.matchMedia(phone);
  query.addEventListener('change', told);
  return () => query.removeEventListener('change', told);
}

/**
 * Where notices appear; stands once in each frame. On a phone at the top: at the bottom, for as long as something can
 * be taken back, it would lie over the next thing under the thumb.
 */
export function Toaster() {
  const small = useSyncExternalStore(
    onPhoneOrDesk,
    () => window.matchMedia(phone).matches,
    () => false,
  );
  return (
    <Sonner
      position={small ? 'top-center' : 'bottom-center'}
      closeButton
      offset={{ bottom: '1.5rem' }}
      mobileOffset={{ top: '1rem' }}
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
