'use client';

import type { FaultProps } from '@/components/frame/page-fault';
import { useReaderLanguage } from '@/components/frame/use-reader-language';
import { lostWords } from '@/components/public-page/lost-words';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/states';

/** The form for enquiries failed; in the reader's language, with the way to open it again. */
export default function AskError({ error, retry }: FaultProps) {
  const language = useReaderLanguage();
  const said = lostWords[language];
  return (
    <main id="content" lang={language} className="mx-auto max-w-md px-5 py-8">
      <title>{said.faultTitle}</title>
      <ErrorState
        page
        title={said.faultHeading}
        code={error.digest}
        numbered={said.number}
        actions={
          <Button variant="primary" size="large" onClick={retry}>
            {said.again.form}
          </Button>
        }
      >
        {said.fault(said.meanings.form)}
      </ErrorState>
    </main>
  );
}
