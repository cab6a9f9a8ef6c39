import { formatCount } from './numbers';

/** "1 guest", "1,000 guests". */
export const formatGuests = (count: number, locale?: string): string =>
  `${formatCount(count, locale)} ${count === 1 ? 'guest' : 'guests'}`;
