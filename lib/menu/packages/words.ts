import type { packagePricings, packageTiers } from '@/db/enums';
import { coursePhrase, type PackageOffer } from './choices';

export type Tier = (typeof packageTiers)[number];
export type PackagePricing = (typeof packagePricings)[number];

export const tierWords: Record<Tier, string> = {
  basic: 'Basic',
  standard: 'Standard',
  premium: 'Premium',
  custom: 'Made to measure',
};

export const pricingWords: Record<PackagePricing, string> = {
  per_person: 'Per person',
  fixed: 'Fixed, for the whole event',
  custom: 'On request',
};

/** What a price is for, as it follows the amount. */
export const pricedPhrase: Record<PackagePricing, string> = {
  per_person: 'a person',
  fixed: 'for the event',
  custom: 'on request',
};

/** "20 to 500 guests". */
export function guestsPhrase(minimum: number, maximum: number): string {
  if (minimum === maximum) return minimum === 1 ? '1 guest' : `${minimum} guests`;
  return minimum === 1 ? `Up to ${maximum} guests` : `${minimum} to ${maximum} guests`;
}

/** For how many a package is and what is chosen in it: "20 to 500 guests · Mains, 2 of 5 Sides". */
export const packagePhrase = ({ minimumGuests, maximumGuests, courses }: PackageOffer): string =>
  [guestsPhrase(minimumGuests, maximumGuests), courses.map(coursePhrase).join(', ')]
    .filter(Boolean)
    .join(' · ');
