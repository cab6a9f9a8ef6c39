'use client';

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from './cx';
import { Icon } from './icon';
import { IconButton } from './icon-button';

type SortableProps<Row> = {
  /** What the list holds; read by screen readers. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What a row is called when its new place is said. */
  nameOf: (row: Row) => string;
  children: (row: Row) => ReactNode;
  /** Puts the row with this key behind another, or first; resolves to whether that holds. */
  move: (key: string, after: string | null) => Promise<boolean>;
  /** Without it the list can only be read. */
  movable: boolean;
};

/**
 * Rows that are put in order: dragged by their handle with a mouse or a finger, or moved by the arrow keys on the
 * handle or the two buttons. The new place is shown at once, said to screen readers, and taken back where it is refused.
 */
export function Sortable<Row>(props: SortableProps<Row>) {
  const { label, rows, rowKey, nameOf, children, move, movable } = props;
  const given = rows.map(rowKey);
  const list = useRef<HTMLUListElement>(null);
  const [order, setOrder] = useState(given);
  const [dragged, setDragged] = useState<string>();
  const [said, setSaid] = useState('');
  const latest = useRef(order);
  const under = useRef(0);
  const held = useRef<Element>(null);

  const show = (next: string[]) => {
    latest.current = next;
    setOrder(next);
  };
  const told = given.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what others did comes in while nothing of mine is under way
  useEffect(() => {
    if (under.current === 0 && dragged === undefined) show(given);
  }, [told, dragged]);

  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  const shown = order.filter((key) => byKey.has(key));
  const name = (key: string) => {
    const row = byKey.get(key);
    return row ? nameOf(row) : '';
  };

  const send = async (key: string, before: string[]) => {
    const at = latest.current.indexOf(key);
    if (at < 0 || latest.current.join() === before.join()) return;
    setSaid(`${name(key)}: ${at + 1} of ${latest.current.length}`);
    under.current += 1;
    const holds = await move(key, latest.current[at - 1] ?? null);
    under.current -= 1;
    if (holds) return;
    show(before);
    setSaid(`${name(key)} stays where it was`);
  };

  const put = (key: string, to: number) => {
    const before = latest.current;
    const rest = before.filter((one) => one !== key);
    const at = Math.max(0, Math.min(to, rest.length));
    show([...rest.slice(0, at), key, ...rest.slice(at)]);
    return before;
  };
  const step = (key: string, to: number) => {
    held.current = document.activeElement;
    void send(key, put(key, to));
  };
  // A row that is moved in the document loses the focus that was in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each new order
  useLayoutEffect(() => {
    if (held.current instanceof HTMLElement && held.current.isConnected) held.current.focus();
    held.current = null;
  }, [order]);

  const onKeyDown = (key: string, index: number) => (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowUp: index - 1,
      ArrowDown: index + 1,
      Home: 0,
      End: shown.length,
    };
    const to = targets[event.key];
    if (to === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    step(key, to);
  };

  const startDrag = (key: string) => (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const { pointerId } = event;
    const before = latest.current;
    handle.setPointerCapture(pointerId);
    setDragged(key);
    const follow = (moved: globalThis.PointerEvent) => {
      if (moved.pointerId !== pointerId) return;
      // A row that is moved in the document loses the pointer that it held.
      if (!handle.hasPointerCapture(pointerId)) handle.setPointerCapture(pointerId);
      const middles = [...(list.current?.children ?? [])].map((row) => {
        const { top, height } = row.getBoundingClientRect();
        return top + height / 2;
      });
      const own = latest.current.indexOf(key);
      const to = middles.filter((middle, index) => index !== own && middle < moved.clientY).length;
      if (to !== own) put(key, to);
    };
    const end = (ended: globalThis.PointerEvent | globalThis.KeyboardEvent) => {
      if (ended instanceof globalThis.KeyboardEvent ? ended.key !== 'Escape' : ended.pointerId !== pointerId)
        return;
      document.removeEventListener('pointermove', follow);
      for (const name of ['pointerup', 'pointercancel', 'keydown'] as const)
        document.removeEventListener(name, end);
      setDragged(undefined);
      if (ended.type === 'pointerup') void send(key, before);
      else show(before);
    };
    document.addEventListener('pointermove', follow);
    for (const name of ['pointerup', 'pointercancel', 'keydown'] as const)
      document.addEventListener(name, end);
  };

  return (
    <>
      <p className="sr-only" role="status">
        {said}
      </p>
      <ul ref={list} aria-label={label} className="divide-y border-y">
        {shown.map((key, index) => {
          const row = byKey.get(key);
          if (!row) return null;
          return (
            <li
              key={key}
              className={cx(
                'flex min-h-row items-center gap-2 py-1.5 text-sm',
                dragged === key && 'relative z-10 bg-hover shadow-raised',
              )}
            >
              {movable ? (
                <button
                  type="button"
                  aria-label={`Move ${nameOf(row)}, ${index + 1} of ${shown.length}`}
                  title="Drag, or press the arrow keys"
                  className="inline-flex size-control shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-subtle hover:bg-hover hover:text-ink active:cursor-grabbing"
                  onPointerDown={startDrag(key)}
                  onKeyDown={onKeyDown(key, index)}
                >
                  <Icon name="grip" className="size-4" />
                </button>
              ) : null}
              <div className="min-w-0 flex-1">{children(row)}</div>
              {movable ? (
                <div className="flex shrink-0">
                  <IconButton
                    label={`Move ${nameOf(row)} up`}
                    icon={<Icon name="up" className="size-4" />}
                    disabled={index === 0}
                    onClick={() => step(key, index - 1)}
                  />
                  <IconButton
                    label={`Move ${nameOf(row)} down`}
                    icon={<Icon name="down" className="size-4" />}
                    disabled={index === shown.length - 1}
                    onClick={() => step(key, index + 1)}
                  />
                </div>
              ) : null}
            </li>
          );
        })}
      </ul>
    </>
  );
}
