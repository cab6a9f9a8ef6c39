'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { fitting, type Typing, typingAt, withMention } from '@/lib/comments/mention-rules';
import type { Colleague } from '@/lib/comments/rules';

type Person = { id: string; name: string };
type Props = {
  label: string;
  value: string;
  chosen: readonly Person[];
  colleagues: readonly Colleague[];
  error?: string;
  change: (values: { body: string; chosen?: Person[] }) => void;
};

const mostOffered = 6;

/** A text in which an @ offers colleagues: arrows choose, Enter or Tab takes, Escape leaves it as typed. */
export function MentionField({ label, value, chosen, colleagues, error, change }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [typing, setTyping] = useState<Typing>();
  const [active, setActive] = useState(0);
  const listId = useId();
  const offered = typing ? fitting(colleagues, typing.typed).slice(0, mostOffered) : [];
  const current = offered[Math.min(active, offered.length - 1)];

  const look = (element: HTMLTextAreaElement) => {
    setTyping(typingAt(element.value, element.selectionStart));
    setActive(0);
  };
  const take = ({ id, name }: Colleague) => {
    if (!typing) return;
    const put = withMention(value, typing, name);
    // At once: a letter typed before the caret is there would stand before it.
    flushSync(() => {
      change({ body: put.text, chosen: [...chosen.filter((one) => one.id !== id), { id, name }] });
      setTyping(undefined);
    });
    area.current?.focus();
    area.current?.setSelectionRange(put.caret, put.caret);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.metaKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setActive((active + step + offered.length) % offered.length);
    else if (event.key === 'Escape') setTyping(undefined);
    else if ((event.key === 'Enter' || event.key === 'Tab') && current.mayOpen) take(current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={label}
        name="body"
        error={error}
        help="Type @ to mention a colleague. Customers never see this."
      >
        <Textarea
          ref={area}
          rows={2}
          dir="auto"
          value={value}
          aria-autocomplete="list"
          aria-controls={offered.length > 0 ? listId : undefined}
          aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
          onChange={(event) => {
            change({ body: event.target.value });
            look(event.target);
          }}
          onClick={(event) => look(event.currentTarget)}
          onBlur={() => setTyping(undefined)}
          onKeyDown={onKeyDown}
        />
      </Field>
      {offered.length > 0 ? (
        <div id={listId} role="listbox" aria-label="Colleagues" className="rounded-md border bg-surface p-1">
          {offered.map((person) => (
            <button
              key={person.id}
              id={`${listId}-${person.id}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={person === current}
              aria-disabled={person.mayOpen ? undefined : true}
              // Before the text loses the focus, which would close the list.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => (person.mayOpen ? take(person) : undefined)}
              className={cx(
                'flex min-h-9 w-full flex-wrap items-center justify-between gap-x-3 rounded-md px-2.5 py-1.5 text-start text-sm hover:bg-hover pointer-coarse:min-h-11',
                person === current && 'bg-hover',
              )}
            >
              <span dir="auto" className="min-w-0 truncate">
                {person.name}
              </span>
              {person.mayOpen ? null : <span className="text-subtle text-xs">may not open this record</span>}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
