'use client';

import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import type { ImportKind } from '@/lib/imports/kinds';
import { kindWords } from './words';

/** Sends a file; answers the id of its import, or the sentence why there is none. */
async function send(kind: ImportKind, file: File): Promise<{ id: string } | { problem: string }> {
  // Larger than the server reads: it would end the connection in the middle.
  if (file.size > 20 * 1024 * 1024)
    return { problem: 'This file is larger than 20 MB. Cut the list in two.' };
  try {
    const answer = await fetch(`/api/v1/settings/imports?kind=${kind}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name.slice(-120)),
      },
      body: file,
    });
    const told = (await answer.json()) as {
      id?: string;
      error?: { message: string; fields?: { file?: string } };
    };
    if (told.id) return { id: told.id };
    return { problem: told.error?.message ?? 'The file couldn’t be read. Try again.' };
  } catch {
    return { problem: 'The file didn’t arrive. Check the connection and choose it again.' };
  }
}

/** Chooses the file of an import and sends it at once. */
export function FileField({ kind, sent }: { kind: ImportKind; sent: (id: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file || sending) return;
    setProblem(undefined);
    setSending(true);
    const answer = await send(kind, file);
    if ('id' in answer) return sent(answer.id);
    setSending(false);
    setProblem(answer.problem);
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <label htmlFor="import-file" className="font-medium text-sm">
        {kindWords[kind].file}
      </label>
      <input
        ref={input}
        id="import-file"
        type="file"
        accept=".csv,.txt,.tsv,.xlsx,text/csv"
        className="sr-only"
        tabIndex={-1}
        aria-describedby={problem ? 'import-file-error' : 'import-file-help'}
        aria-invalid={problem ? true : undefined}
        onChange={choose}
      />
      <Button
        variant="primary"
        pending={sending}
        aria-describedby={problem ? 'import-file-error' : 'import-file-help'}
        onClick={() => input.current?.click()}
      >
        {sending ? 'Reading the file…' : 'Choose a file'}
      </Button>
      {problem ? <FieldError id="import-file-error">{problem}</FieldError> : null}
      <p id="import-file-help" className="max-w-prose text-subtle text-xs">
        CSV or Excel (.xlsx), up to 20 MB and 100,000 rows, as another program exports it. The first row names
        the columns. Nothing is written before you have seen what it would do. The file isn’t kept; its rows
        are erased after 30 days.
      </p>
    </div>
  );
}
