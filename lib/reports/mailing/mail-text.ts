import type { reportRhythms } from '@/db/enums';
import type { Report } from '../document';
import type { Preset } from '../range';
import { changeOf, sayBasis, sayStretch, sayValue, type Writing } from '../say';

/** Of which days a mail tells: those that were over when its period began. */
export const presetOf: Record<(typeof reportRhythms)[number], Preset> = {
  day: 'yesterday',
  week: 'last_week',
  month: 'last_month',
};
export const rhythmWords: Record<(typeof reportRhythms)[number], string> = {
  day: 'Every day, of the day before',
  week: 'Every Monday, of the week before',
  month: 'On the first of each month, of the month before',
};

/** A report's key figures as the lines of a mail. */
export function figureLines({ figures }: Report, writing: Writing): string[] {
  return figures.map((figure) => {
    const value =
      figure.value === null ? (figure.missing ?? '–') : sayValue(figure.value, figure.format, writing);
    const more = [changeOf(figure, writing)?.words, sayBasis(figure, writing)].filter(Boolean).join('; ');
    return more ? `- ${figure.label}: ${value} (${more})` : `- ${figure.label}: ${value}`;
  });
}

/** "Company: Booking analysis, 1 Mar 2026 – 31 Mar 2026; Customer: Ama Mensah". */
export const subjectOf = (company: string, { title, range, narrowed }: Report, { locale }: Writing) =>
  [`${company}: ${title}, ${sayStretch(range, locale)}`, ...narrowed].join('; ');
