import { cx } from './cx';

const hues = [
  'bg-green-soft text-green-ink',
  'bg-sky-soft text-sky-ink',
  'bg-amber-soft text-amber-ink',
  'bg-indigo-soft text-indigo-ink',
  'bg-rose-soft text-rose-ink',
  'bg-slate-soft text-slate-ink',
];

function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

function hue(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? '';
}

/** A person or company by first letters; always the same colour. The name stands beside it, so it is hidden. */
export function Avatar({ name, size = 'normal' }: { name: string; size?: 'small' | 'normal' | 'large' }) {
  return (
    <span
      aria-hidden
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full font-medium',
        size === 'small' && 'size-6 text-xs',
        size === 'normal' && 'size-8 text-xs',
        size === 'large' && 'size-12 text-base',
        hue(name),
      )}
    >
      {initials(name) || '–'}
    </span>
  );
}
