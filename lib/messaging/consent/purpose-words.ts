import type { consentPurposes } from '@/db/enums';

export type Purpose = (typeof consentPurposes)[number];

/**
 * What people are asked about, in the house's own words (version 0) until a company writes its own. `asks`: nothing is done
 * without a yes; else it is done until somebody says no.
 */
export const purposes: Record<Purpose, { label: string; asks: boolean; words: string; effect: string }> = {
  feedback: {
    label: 'Asking how it was',
    asks: false,
    words: 'After an event we ask you how it was, so that we can do better. You can say no at any time.',
    effect: 'Who says no isn’t asked for feedback any more. Messages about their own events still go out.',
  },
  marketing: {
    label: 'Offers and news',
    asks: true,
    words:
      'You may send me offers, discounts and news about your catering. I can take this back at any time.',
    effect:
      'Discount codes in a thank-you go only to who agreed. Ghana’s Act 843, section 40, asks for that in writing.',
  },
  photos: {
    label: 'Photos of my events',
    asks: true,
    words:
      'You may show photos of my event, its tables and dishes to others. I can take this back at any time.',
    effect: 'Says whether you may show their photos. Nothing is published by this software.',
  },
};

export type Wording = { version: number; words: string };
/** What a company asks under now. */
export const currentWording = (
  purpose: Purpose,
  written: readonly (Wording & { purpose: Purpose })[],
): Wording => {
  const newest = written
    .filter((one) => one.purpose === purpose)
    .reduce<Wording | undefined>((best, one) => (best && best.version > one.version ? best : one), undefined);
  return newest ?? { version: 0, words: purposes[purpose].words };
};

/** Whether it may be done, by what was last said. */
export const mayUse = (purpose: Purpose, state: 'granted' | 'withdrawn' | undefined): boolean =>
  purposes[purpose].asks ? state === 'granted' : state !== 'withdrawn';
