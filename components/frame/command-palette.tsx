'use client';

import { Command as Palette } from 'cmdk';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '../ui/cx';
import { Icon, type IconName } from '../ui/icon';
import { useAwaited } from '../ui/use-awaited';
import type { Command, CommandProps, Commands, SearchHit } from './nav';
import { actOnPage, pageActions } from './page-actions';
import { fitting, inOrder } from './palette-order';

const pause = 200;
const shortest = 2;
const hitPrefix = 'hit-';

type Answer = { words: string; hits: SearchHit[]; failed?: true };
type Found = { hits: SearchHit[]; state: 'idle' | 'busy' | 'failed' };

/**
 * What the search found for the text, a moment after the last key; what is asked about older text is called off. While
 * it is `busy` the hits are those of older text.
 */
function useHits(query: string, search: CommandProps['search']): Found {
  const [answer, setAnswer] = useState<Answer>({ words: '', hits: [] });
  const words = search && query.trim().length >= shortest ? query.trim() : '';
  useEffect(() => {
    if (!search || !words) return setAnswer({ words: '', hits: [] });
    const older = new AbortController();
    const timer = setTimeout(() => {
      search(words, older.signal).then(
        (hits) => older.signal.aborted || setAnswer({ words, hits }),
        () => older.signal.aborted || setAnswer({ words, hits: [], failed: true }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      older.abort();
    };
  }, [words, search]);
  if (answer.words !== words) return { hits: answer.hits, state: 'busy' };
  return { hits: answer.hits, state: answer.failed ? 'failed' : 'idle' };
}

/** Under its own heading; a click keeps it as what it is. */
const asRecent = (hit: SearchHit): SearchHit => ({ ...hit, group: 'Recent' });

/** One line: what it is called and what Enter does. */
type Entry = { label: string; value: string; detail?: string; icon?: IconName; run: () => void };

type PaletteProps = Pick<CommandProps, 'items' | 'search'> & {
  commands: Commands;
  /** What was opened from here before, the latest first; as long as the frame stands. */
  recent: { current: SearchHit[] };
  /** What was typed before it stood; a new line at its end is an Enter. */
  typed: { current: string };
  close: () => void;
};

const mostRecent = 5;

/** Everything by name: what the open page can do, screens, actions, bookings, customers. */
export function CommandPalette({ items, commands, search, recent, typed, close }: PaletteProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState('');
  const [offered] = useState(pageActions);
  const { hits: foundHits, state } = useHits(query, search);
  const searching = query.trim().length >= shortest;
  const hits = searching ? foundHits : query.trim() === '' ? recent.current.map(asRecent) : [];

  const go = (href: string) => {
    close();
    router.push(href as Route);
  };
  const open = (hit: SearchHit) => {
    const others = recent.current.filter(({ id }) => id !== hit.id);
    recent.current = [hit, ...others].slice(0, mostRecent);
    go(hit.href);
  };
  const act = (label: string) => {
    // Gives the focus back to the page first, so that what opens now is on top and gives it back there too.
    dialog.current?.close();
    actOnPage(label);
  };
  const hitsByKind = [...new Set(hits.map(({ group }) => group))].map((heading) => ({
    heading,
    found: true,
    entries: hits
      .filter(({ group }) => group === heading)
      .map((hit): Entry => ({ ...hit, value: hitPrefix + hit.id, run: () => open(hit) })),
  }));
  const here = fitting(
    offered.map((label): Entry => ({ label, value: `here-${label}`, icon: 'right', run: () => act(label) })),
    query,
  );
  const entryOf = ({ label, href, icon }: Command): Entry => ({
    ...{ label, icon, value: `go-${label}` },
    run: () => go(href),
  });
  // What the open page offers by the same name stands there.
  const further = (some: readonly Command[]) =>
    fitting(some.filter(({ label }) => !offered.includes(label)).map(entryOf), query);
  const groups = inOrder<Entry>(
    [
      ...hitsByKind,
      { heading: 'On this page', entries: here },
      { heading: 'Do', entries: further(commands.deeds) },
      { heading: 'Go to', entries: further([...items, ...commands.places]) },
    ],
    query,
  );
  const first = groups[0]?.entries[0];
  // What is shown of a search may be of older text; what the palette knows by itself never is.
  const waits = state === 'busy' && (groups[0]?.found || groups.length === 0);

  const awaitAnswer = useAwaited(waits, () => first?.run());
  // All that was typed until now, before the next key goes to the field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is there to be typed into
  useLayoutEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
    setQuery(typed.current.replaceAll('\n', ''));
    awaitAnswer(typed.current.endsWith('\n'));
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !waits) return;
    const selected = dialog.current?.querySelector<HTMLElement>('[cmdk-item][aria-selected=true]');
    if (selected && !selected.dataset.value?.startsWith(hitPrefix)) return;
    event.preventDefault();
    awaitAnswer(true);
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape
    <dialog
      ref={dialog}
      aria-label="Search and commands"
      onClose={close}
      onCancel={(event) => {
        // Told at once: ⌘K straight after Escape opens it again, and `close` comes only then.
        event.preventDefault();
        dialog.current?.close();
        close();
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-md border bg-surface text-ink shadow-raised open:animate-appear"
    >
      <p role="status" className="sr-only">
        {query && state === 'idle' && groups.length === 0 ? 'No results' : ''}
      </p>
      <Palette shouldFilter={false} label="Search and commands" loop onKeyDown={onKeyDown}>
        <Palette.Input
          ref={input}
          value={query}
          onValueChange={(words) => {
            setQuery(words);
            awaitAnswer(false);
          }}
          placeholder={search ? 'A name, a phone number, a reference, a screen…' : 'A screen or an action…'}
          className="h-13 w-full border-b bg-transparent px-4 text-base outline-none"
        />
        <Palette.List className="max-h-[50dvh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-subtle [&_[cmdk-group-heading]]:text-xs">
          <Palette.Empty className="px-2.5 py-6 text-muted text-sm">
            {state === 'busy'
              ? 'Searching…'
              : 'Nothing has that name, number, reference or diet. Try fewer letters.'}
          </Palette.Empty>
          {state === 'failed' ? (
            <p role="alert" className="px-2.5 py-2 text-danger-ink text-sm">
              The search didn’t answer. Check the network and type again.
            </p>
          ) : null}
          {groups.map(({ heading, entries }) => (
            <Palette.Group key={heading} heading={heading}>
              {entries.map((entry) => (
                <Row key={entry.value} entry={entry} />
              ))}
            </Palette.Group>
          ))}
        </Palette.List>
      </Palette>
    </dialog>
  );
}

function Row({ entry: { value, label, detail, icon, run } }: { entry: Entry }) {
  return (
    <Palette.Item
      value={value}
      onSelect={run}
      className="group flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover"
    >
      {icon ? <Icon name={icon} className="size-4.5 shrink-0 text-subtle" /> : null}
      <span dir="auto" className={cx('truncate', detail ? 'max-w-3/5 shrink-0' : 'min-w-0 flex-1')}>
        {label}
      </span>
      {detail ? <span className="min-w-0 flex-1 truncate text-end text-subtle text-xs">{detail}</span> : null}
      <Icon
        name="enter"
        className="ms-auto size-4 shrink-0 text-subtle opacity-0 group-data-[selected=true]:opacity-100"
      />
    </Palette.Item>
  );
}
