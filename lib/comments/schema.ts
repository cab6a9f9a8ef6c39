import { z } from 'zod';
import { requiredText } from '@/lib/platform/text';
import { mostFiles } from './rules';

export const recordKinds = [
  'booking',
  'customer',
  'feedback',
  'case',
  'invoice',
  'quote',
  'receipt',
] as const;

/** What a comment is about. */
export const recordAt = z.object({ kind: z.enum(recordKinds), id: z.uuid() });
export type RecordAt = z.output<typeof recordAt>;

const body = requiredText({ missing: 'Write the comment first.', most: 4000, lines: true });
/** Whom the writer chose from the list; those whose name isn't in the text any more don't count. */
const mentions = z.array(z.uuid()).max(20, 'Mention up to 20 colleagues.').default([]);

export const addInput = z.object({
  on: recordAt,
  body,
  mentions,
  files: z.array(z.uuid()).max(mostFiles, `Add up to ${mostFiles} files.`).default([]),
});
export const editInput = z.object({ id: z.uuid(), body, mentions });

const person = z.object({ id: z.uuid(), name: z.string() });
/** The box as it is typed: with names, so that a draft that is found again can still show them. */
export const boxForm = z
  .object({
    body,
    chosen: z.array(person),
    files: z
      .array(z.object({ id: z.uuid(), name: z.string() }))
      .max(mostFiles, `Add up to ${mostFiles} files.`),
  })
  .transform(({ body: said, chosen, files }) => ({
    body: said,
    mentions: [...new Set(chosen.map(({ id }) => id))],
    files: files.map(({ id }) => id),
  }));
