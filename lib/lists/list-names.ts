/** The lists that have saved views and columns of one's own, as they are called in the database. */
export const listNames = [
  'bookings',
  'customers',
  'feedback',
  'unanswered',
  'conversations',
  'messages',
  'notifications',
  'enquiries',
  'dishes',
] as const;
export type ListName = (typeof listNames)[number];

/** Views of a person on one list, and of the office as shared ones. */
export const mostViews = 30;
