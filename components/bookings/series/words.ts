import type { Rhythm } from '@/lib/bookings/series/rules';

export const rhythmWords: Record<Rhythm, string> = {
  week: 'Every week',
  fortnight: 'Every two weeks',
  month: 'Every month',
};
