import type { eventTypes } from '@/db/enums';

/** What kinds of event are called. */
export const eventTypeWords: Record<(typeof eventTypes)[number], string> = {
  wedding: 'Wedding',
  engagement: 'Engagement',
  birthday: 'Birthday',
  corporate: 'Corporate event',
  conference: 'Conference',
  funeral: 'Funeral',
  outdooring: 'Outdooring',
  graduation: 'Graduation',
  church: 'Church event',
  private_dinner: 'Private dinner',
  other: 'Other event',
};
