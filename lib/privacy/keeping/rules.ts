/** What a company may take away by itself after so many months, and what that means. */
export const keepingRules = [
  {
    kind: 'messages',
    field: 'messagesMonths',
    label: 'Words of messages',
    effect:
      'The words, buttons and what was read from them go. That and when a message was sent or came stays.',
  },
  {
    kind: 'media',
    field: 'mediaMonths',
    label: 'Pictures and files that customers sent',
    effect: 'They can’t be opened here any more.',
  },
  {
    kind: 'enquiries',
    field: 'enquiriesMonths',
    label: 'Who asked and didn’t book',
    effect:
      'Name, number and words of lost enquiries go; that and why one was lost stays. After two years they go anyway.',
  },
  {
    kind: 'photos',
    field: 'photosMonths',
    label: 'Photos of events',
    effect: 'The photos go from bookings and from the store.',
  },
] as const;
export type KeepingKind = (typeof keepingRules)[number]['kind'];

/** What goes by itself whatever is set. */
export const fixedRules = [
  { label: 'Rows of an import', after: '30 days, which is how long it can be taken back' },
  { label: 'Files of lists', after: '7 days' },
  { label: 'What two records were before a merge', after: '30 days' },
  { label: 'Spam', after: '30 days' },
  { label: 'Lost enquiries: who it was', after: '2 years' },
  { label: 'Notifications that are settled', after: '90 days' },
] as const;

/** The instant before which something is old: so many months of the calendar ago, in UTC. */
export function oldBefore(months: number, now: Date): Date {
  const before = new Date(now);
  const day = before.getUTCDate();
  before.setUTCDate(1);
  before.setUTCMonth(before.getUTCMonth() - months);
  const last = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + 1, 0)).getUTCDate();
  before.setUTCDate(Math.min(day, last));
  return before;
}
