'use client';

import { lostWords } from '@/components/public-page/lost-words';
import { ErrorState } from '@/components/ui/states';
import { readerLanguage } from '@/lib/platform/reader-language';

export default function AskError() {
  const language =
    typeof navigator === 'undefined' ? 'en' : (readerLanguage(navigator.languages.join(',')) ?? 'en');
  const said = lostWords[language];
  return (
    <main id="content" lang={language} className="mx-auto max-w-md px-5 py-8">
      <ErrorState page title={said.faultHeading}>
        {said.fault(said.meanings.form)}
      </ErrorState>
    </main>
  );
}
