'use client';

import { Command as Palette } from 'cmdk';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { useAwaited } from '../ui/use-awaited';
import type { Command, CommandProps, SearchHit } from './nav';
import { actOnPage, pageActions } from './page-actions';

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

function contains(text: string, query: string): boolean {
  return text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}

type PaletteProps = Pick<CommandProps, 'items' | 'search'> & {
  commands: readonly Command[];
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
  const here = offered.filter((label) => contains(label, query));
  const actions = commands.filter(({ label }) => contains(label, query) && !here.includes(label));
  const screens = items.filter((item) => contains(item.label, query));
  const groups = [...new Set(hits.map((hit) => hit.group))];
  const known = [
    ...here.map((label) => () => act(label)),
    ...[...actions, ...screens].map(
      ({ href }) =>
        () =>
          go(href),
    ),
  ];
  const first = [...hits.map((hit) => () => open(hit)), ...known][0];
  // What is shown of a search may be of older text; what the palette knows by itself never is.
  const waits = state === 'busy' && (hits.length > 0 || known.length === 0);

  const awaitAnswer = useAwaited(waits, () => first?.());
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
      onClick={(event) => event.target === event.currentTarget && close()}
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-md border bg-surface text-ink shadow-raised open:animate-appear"
    >
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
              : 'Nothing has that name, number or reference. Try fewer letters.'}
          </Palette.Empty>
          {state === 'failed' ? (
            <p role="alert" className="px-2.5 py-2 text-danger-ink text-sm">
              The search didn’t answer. Check the network and type again.
            </p>
          ) : null}
          {groups.map((group) => (
            <Palette.Group key={group} heading={group}>
              {hits
                .filter((hit) => hit.group === group)
                .map((hit) => (
                  <Row key={hit.id} value={hitPrefix + hit.id} onSelect={() => open(hit)}>
                    <span dir="auto" className="min-w-0 flex-1 truncate">
                      {hit.label}
                    </span>
                    {hit.detail ? <span className="truncate text-subtle text-xs">{hit.detail}</span> : null}
                  </Row>
                ))}
            </Palette.Group>
          ))}
          {here.length ? (
            <Palette.Group heading="On this page">
              {here.map((label) => (
                <Row key={label} value={`here-${label}`} onSelect={() => act(label)}>
                  <Icon name="right" className="size-4.5 shrink-0 text-subtle" />
                  {label}
                </Row>
              ))}
            </Palette.Group>
          ) : null}
          {actions.length ? (
            <Palette.Group heading="Do">
              {actions.map((command) => (
                <Row key={command.href} value={`do-${command.href}`} onSelect={() => go(command.href)}>
                  <Icon name="plus" className="size-4.5 shrink-0 text-subtle" />
                  {command.label}
                </Row>
              ))}
            </Palette.Group>
          ) : null}
          {screens.length ? (
            <Palette.Group heading="Go to">
              {screens.map((item) => (
                <Row key={item.href} value={`go-${item.href}`} onSelect={() => go(item.href)}>
                  <Icon name={item.icon} />
                  {item.label}
                </Row>
              ))}
            </Palette.Group>
          ) : null}
        </Palette.List>
      </Palette>
    </dialog>
  );
}

function Row(props: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Palette.Item
      value={props.value}
      onSelect={props.onSelect}
      className="group flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover"
    >
      {props.children}
      <Icon
        name="enter"
        className="ms-auto size-4 shrink-0 text-subtle opacity-0 group-data-[selected=true]:opacity-100"
      />
    </Palette.Item>
  );
}
