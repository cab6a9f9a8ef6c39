import { z } from 'zod';
import { formatCount } from './format/numbers';

/** C0 and C1 but tab and newline: nobody sees them, and PostgreSQL refuses NUL. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: vertical tab, form feed and their like break a line
const otherBreaks = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** They turn round what stands beside them, of the writer's own text and of ours; nobody types them. */
const overrides = /[\u202a-\u202e\u2066-\u2069]/g;
/** What takes no room on the screen: format characters, joiners, fillers, selectors. */
const invisible =
  /\p{Cf}|\p{Z}|\s|\u034f|[\u115f\u1160]|[\u17b4\u17b5]|[\u180b-\u180f]|\u2800|\u3164|\uffa0|[\ufe00-\ufe0f]/gu;

/**
 * Text as it is stored: without what nobody can see or PostgreSQL can't hold (control characters, halves of
 * characters, turns of the writing direction), composed (é is one character), trimmed, and empty where nothing of it would show.
 */
export function cleanText(typed: string): string {
  const text = typed
    .replace(otherBreaks, '\n')
    .replace(controls, '')
    .replace(overrides, '')
    .replace(loneSurrogates, '')
    .normalize();
  return text.replace(invisible, '') === '' ? '' : text.trim();
}

/** The same for one line: breaks and tabs become blanks. */
export function cleanLine(typed: string): string {
  return cleanText(typed).replace(/\s*[\n\t]+\s*/g, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
const unkept = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether every text in a value is one that PostgreSQL can hold: without NUL and without halves of characters. */
export function canBeKept(value: unknown): boolean {
  if (typeof value === 'string') return !unkept.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(canBeKept);
  // Bytes, dates and their like hold no text.
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return true;
  return Object.entries(value).every(([name, held]) => canBeKept(name) && canBeKept(held));
}

/** How long a text is for people and for PostgreSQL: in characters, an emoji being one or a few, not in bytes. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

type Limits = {
  /** The sentence where nothing was typed. */
  missing: string;
  most: number;
  /** The sentence where it is too long. */
  long?: string;
  /** Whether it may have several lines. */
  lines?: boolean;
};

const tooLong = (text: string, most: number, long?: string) =>
  `${long ?? `Keep this to ${formatCount(most)} characters.`} It has ${formatCount(lengthOf(text))} now.`;

function base(error: string | undefined, { most, long, lines = false }: Omit<Limits, 'missing'>) {
  return z
    .string(error === undefined ? undefined : { error })
    .transform(lines ? cleanText : cleanLine)
    .check(({ value, issues }) => {
      // Nothing is ever cut silently: who typed too much is told by how much.
      if (lengthOf(value) > most)
        issues.push({ code: 'custom', input: value, message: tooLong(value, most, long), continue: true });
    });
}

/** A text that has to be there. */
export function requiredText({ missing, ...limits }: Limits) {
  return base(missing, limits).refine((text) => text !== '', { error: missing });
}

/** A text that may be left empty; empty is null. */
export function optionalText(limits: Omit<Limits, 'missing'>) {
  return base(undefined, limits)
    .nullish()
    .transform((text) => text || null);
}

/** What an address holds of a search or another parameter: one line, or undefined where there is none. */
export function textOf(given: string | readonly string[] | null | undefined): string | undefined {
  return typeof given === 'string' ? cleanLine(given) || undefined : undefined;
}
