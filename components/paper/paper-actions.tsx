'use client';

import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';

/** The file, and the browser's own print of the sheet. */
export function PaperActions({ pdf }: { pdf: string }) {
  return (
    <div className="flex gap-2">
      <Button onClick={() => window.print()}>Print</Button>
      <a href={pdf} target="_blank" rel="noreferrer" className={buttonStyle({ variant: 'primary' })}>
        Open PDF<span className="sr-only"> (new tab)</span>
      </a>
    </div>
  );
}
