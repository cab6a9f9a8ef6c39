'use client';

import { useEffect, useRef } from 'react';
import { useFieldIds } from './field-scope';

type ErrorSummaryProps = {
  /** What the server said per field, as `z.flattenError(error).fieldErrors` gives it. */
  errors?: Record<string, readonly string[] | string | undefined> | null;
  /** What is wrong with the whole, when it is no single field. */
  message?: string | null;
  title?: string;
};

/** On top of a form that was refused: what is wrong, with links to each field. Takes the focus when it appears. */
export function ErrorSummary({ errors, message, title = 'This could not be saved yet' }: ErrorSummaryProps) {
  const fieldId = useFieldIds();
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors ?? {}).flatMap(([name, found]) => {
    const first = typeof found === 'string' ? found : found?.[0];
    return first ? [{ name, first }] : [];
  });
  const shown = entries.length > 0 || Boolean(message);

  // A new refusal is a new object, so the focus comes back even when the same fields are wrong again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the objects stand for the submission
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown, errors, message]);

  if (!shown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="rounded-md border border-danger bg-danger-soft p-4 text-danger-ink text-sm"
    >
      <h2 className="font-semibold">{title}</h2>
      {message ? <p className="mt-1">{message}</p> : null}
      {entries.length ? (
        <ul className="mt-2 flex list-disc flex-col gap-1 ps-5">
          {entries.map(({ name, first }) => (
            <li key={name}>
              <a className="underline underline-offset-3" href={`#${fieldId(name)}`}>
                {first}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
