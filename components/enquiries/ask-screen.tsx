import type { ComponentProps, ReactNode } from 'react';
import { lostWords } from '@/components/public-page/lost-words';
import { OfflineNotice } from '@/components/ui/offline-notice';
import { EmptyState } from '@/components/ui/states';
import type { ReaderLanguage } from '@/lib/platform/format/reader-language';
import { AskForm } from './ask-form';

/** The form with which anybody asks a caterer for an event. */
export function AskScreen(props: ComponentProps<typeof AskForm>) {
  return (
    <PublicFrame company={props.company}>
      <AskForm {...props} />
    </PublicFrame>
  );
}

/** Where no such form is open, in the reader's language. */
export function NoFormScreen({ language }: { language: ReaderLanguage }) {
  const said = lostWords[language];
  return (
    <PublicFrame company={said.titles.form}>
      <div lang={language}>
        <EmptyState page title={said.none.form}>
          {said.closed(said.caterer)}
        </EmptyState>
      </div>
    </PublicFrame>
  );
}

/** The page of someone who isn't signed in, under the caterer's name. */
function PublicFrame({ company, children }: { company: string; children: ReactNode }) {
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
