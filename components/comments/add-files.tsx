'use client';

import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { describedBy, FieldError } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Icon } from '@/components/ui/icon';
import { notify } from '@/components/ui/toast';
import { mostFiles } from '@/lib/comments/rules';

type Kept = { id: string; name: string };

const kinds = 'image/jpeg,image/png,image/webp,image/avif,application/pdf';

/** Sends a file; answers what it is kept as, or the sentence why it isn't. */
async function send(file: File): Promise<Kept | string> {
  try {
    const answer = await fetch(
      `/api/v1/comments/files?${new URLSearchParams({ name: file.name || 'picture' })}`,
      { method: 'POST', headers: { 'content-type': file.type || 'application/octet-stream' }, body: file },
    );
    const told = (await answer.json()) as Kept & { error?: { message: string } };
    return answer.ok
      ? { id: told.id, name: told.name }
      : (told.error?.message ?? 'It wasn’t kept. Try again.');
  } catch {
    return 'It didn’t arrive. Check the connection and choose it again.';
  }
}

/** Pictures and PDFs that go with a comment; each is sent when it is chosen and waits for the comment. */
export function AddFiles({
  files,
  error,
  change,
  hold,
}: {
  files: readonly Kept[];
  error?: string;
  change: (files: Kept[]) => void;
  /** Of the form: it isn't sent while a file is on its way. */
  hold: (work: Promise<boolean>) => void;
}) {
  const fieldId = useFieldIds();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(false);
  // One may be taken away again while another is on its way.
  const now = useRef(files);
  now.current = files;
  const keep = async (chosen: readonly File[]) => {
    setSending(true);
    for (const file of chosen) {
      const answer = await send(file);
      if (typeof answer !== 'string') {
        now.current = [...now.current, answer];
        change([...now.current]);
        continue;
      }
      notify({ message: `${file.name || 'The file'} wasn’t kept`, detail: answer, tone: 'error' });
      setSending(false);
      return false;
    }
    setSending(false);
    return true;
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])].slice(0, mostFiles - files.length);
    event.target.value = '';
    if (chosen.length > 0) hold(keep(chosen));
  };
  return (
    <div id={fieldId('files')} tabIndex={-1} className="flex flex-col gap-2">
      {files.length > 0 ? (
        <ul aria-label="Files to send" className="flex flex-col gap-1 text-sm">
          {files.map((file) => (
            <li key={file.id} className="flex items-center justify-between gap-3">
              <bdi className="min-w-0 break-all">{file.name}</bdi>
              <Button
                size="small"
                variant="quiet"
                onClick={() => change(files.filter(({ id }) => id !== file.id))}
              >
                Remove<span className="sr-only"> {file.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {error ? <FieldError id={`${fieldId('files')}-error`}>{error}</FieldError> : null}
      {files.length < mostFiles ? (
        <>
          <input
            ref={input}
            type="file"
            multiple
            accept={kinds}
            aria-label="Add files"
            className="sr-only"
            tabIndex={-1}
            onChange={choose}
          />
          <Button
            size="small"
            className="self-start"
            pending={sending}
            aria-describedby={describedBy(fieldId('files'), { error })}
            icon={<Icon name="plus" className="size-4" />}
            onClick={() => input.current?.click()}
          >
            {sending ? 'Sending…' : 'Add picture or PDF'}
          </Button>
        </>
      ) : null}
    </div>
  );
}
