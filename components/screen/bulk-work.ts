'use client';

import { attempt } from '@/components/form/send-form';
import { notify } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/platform/action';
import type { BulkResult } from '@/lib/platform/bulk';
import { oneAtATime } from './one-at-a-time';
import { showAgain } from './show-again';

type Send = (ids: string[], key: string) => Promise<ActionResult<BulkResult>>;
type Work<Row> = {
  rows: readonly Row[];
  idOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  send: Send;
  /** "3 bookings marked as quoted". */
  said: (count: number) => string;
  /** Takes it back for those that it was done to. */
  undo?: Send;
  done: () => void;
};

/** Refusals that a message has room for; the rest is told as a number. */
const told = 3;

const start = oneAtATime();

/**
 * Does one thing to several rows and says what became of them, with why some were refused and a way back. Pressed twice it
 * is done once: the second answer would be refusals, and no way back.
 */
export function doToRows<Row>(work: Work<Row>): Promise<void> {
  return start([work.said(0), ...work.rows.map(work.idOf)].join(), () => perform(work));
}

async function perform<Row>(work: Work<Row>): Promise<void> {
  const { rows, idOf, nameOf, send, said, undo, done } = work;
  const result = await attempt((key) => send(rows.map(idOf), key));
  if (!result.ok) return notify({ message: result.message, tone: 'error' });
  const { data } = result;
  showAgain();
  done();
  const names = new Map(rows.map((row) => [idOf(row), nameOf(row)]));
  const takeBack = undo && data.done.length > 0 ? () => void back(undo, data.done) : undefined;
  if (data.refused.length === 0) return notify({ message: said(data.done.length), undo: takeBack });
  notify({
    message: `${data.done.length > 0 ? `${said(data.done.length)}, ` : ''}${refusedWords(data.refused.length)}`,
    detail: reasonsOf(data, names),
    tone: data.done.length > 0 ? 'plain' : 'error',
    undo: takeBack,
  });
}

const refusedWords = (count: number) => `${count} left as ${count === 1 ? 'it is' : 'they are'}`;

/** "Koffi outdooring: this booking is quoted already. And 2 more." */
export function reasonsOf({ refused }: BulkResult, names: ReadonlyMap<string, string>): string {
  const lines = refused.slice(0, told).map(({ id, reason }) => `${names.get(id) ?? ''}: ${reason}`);
  const more = refused.length - lines.length;
  return [...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}

async function back(undo: Send, ids: string[]): Promise<void> {
  const result = await attempt((key) => undo(ids, key));
  showAgain();
  if (!result.ok) notify({ message: result.message, tone: 'error' });
  else if (result.data.refused.length > 0)
    notify({
      message: `${result.data.refused.length} could not be taken back`,
      detail: result.data.refused[0]?.reason,
      tone: 'error',
    });
}
