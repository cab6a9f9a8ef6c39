'use client';

import { type ChangeEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { describedBy, FieldError } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { capital } from '@/lib/platform/format/capital';
import { Thumbnail } from './signs';

type Props = {
  /** The id of the picture that is kept; empty for none. */
  value: string;
  error?: string;
  change: (pictureId: string) => void;
  /** Of the form: it isn't saved while a picture is on its way. */
  hold: (work: Promise<boolean>) => void;
  /** What the picture is, where it isn't simply one. */
  noun?: string;
  help?: string;
  whole?: boolean;
};

/** Sends a picture to be kept; answers its id, or the sentence why it isn't. */
async function send(file: File): Promise<{ id: string } | { problem: string }> {
  try {
    const answer = await fetch('/api/v1/pictures', {
      method: 'POST',
      headers: { 'content-type': file.type || 'application/octet-stream' },
      body: file,
    });
    const told = (await answer.json()) as { id?: string; error?: { message: string } };
    return told.id
      ? { id: told.id }
      : { problem: told.error?.message ?? 'The picture wasn’t kept. Try again.' };
  } catch {
    return { problem: 'The picture didn’t arrive. Check the connection and choose it again.' };
  }
}

/** A picture that is kept as soon as it is chosen and shown once the form is saved. */
export function PictureField({ value, error, change, hold, noun = 'picture', help, whole }: Props) {
  const fieldId = useFieldIds();
  const id = fieldId('pictureId');
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const wrong = problem ?? error;
  const described = describedBy(id, { help: true, error: wrong });
  const keep = async (file: File) => {
    setProblem(undefined);
    setSending(true);
    const sent = await send(file);
    setSending(false);
    if ('id' in sent) change(sent.id);
    else setProblem(sent.problem);
    return 'id' in sent;
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file) hold(keep(file));
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {capital(noun)}
        <span className="font-normal text-subtle"> (optional)</span>
      </label>
      <div className="flex flex-wrap items-center gap-3">
        <Thumbnail pictureId={value || null} size="large" className="size-24" whole={whole} />
        <input
          ref={input}
          id={id}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/avif"
          className="sr-only"
          tabIndex={-1}
          aria-describedby={described}
          aria-invalid={wrong ? true : undefined}
          // Where the summary of what is wrong leads; it can't be seen, and the button does what it does.
          onFocus={() => button.current?.focus()}
          onChange={choose}
        />
        <Button
          ref={button}
          pending={sending}
          aria-describedby={described}
          onClick={() => input.current?.click()}
        >
          {sending ? 'Sending…' : value ? `Choose another ${noun}` : `Choose a ${noun}`}
        </Button>
        {value && !sending ? (
          <Button variant="quiet" onClick={() => change('')}>
            Remove {noun}
          </Button>
        ) : null}
      </div>
      {wrong ? <FieldError id={`${id}-error`}>{wrong}</FieldError> : null}
      <p id={`${id}-help`} className="text-subtle text-xs">
        {help ?? 'PNG, JPEG, WebP or AVIF, up to 15 MB. Where and with what it was taken isn’t kept.'}
      </p>
    </div>
  );
}
