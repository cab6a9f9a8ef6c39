'use client';

import { ErrorState } from '@/components/ui/states';

export default function AskError() {
  return (
    <main id="content" className="mx-auto max-w-md px-5 py-8">
      <ErrorState page title="This form can’t be shown right now">
        Something broke on our side. Please open it again in a minute.
      </ErrorState>
    </main>
  );
}
