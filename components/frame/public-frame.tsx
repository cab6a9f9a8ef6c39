import type { ReactNode } from 'react';
import { OfflineNotice } from '@/components/ui/offline-notice';

/** The page of someone who isn't signed in, under the caterer's name. */
export function PublicFrame({ company, children }: { company: string; children: ReactNode }) {
  return (
    <div data-frame="portal" className="flex min-h-dvh flex-col bg-canvas">
      <OfflineNotice />
      <header className="border-b py-4">
        <p dir="auto" className="mx-auto w-full max-w-md truncate px-5 font-semibold text-base">
          {company}
        </p>
      </header>
      <main id="content" className="mx-auto flex w-full max-w-md flex-1 flex-col px-5 py-8">
        {children}
      </main>
    </div>
  );
}
