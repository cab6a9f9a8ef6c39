import type { eventTypes, packagePricings, packageTiers } from '@/db/enums';
import { Unreadable } from '@/lib/platform/import-kind';
import type { MenuField } from './fields';
import { type CourseText, readCourses, readServices, type ServiceText } from './package-text';
import { readEventType, readPricing, readTier } from './read-words';

/** What a row says of a package; what it doesn't say is missing. */
export type PackText = {
  eventType?: (typeof eventTypes)[number];
  tier?: (typeof packageTiers)[number];
  pricing?: (typeof packagePricings)[number];
  guestsFrom?: string;
  guestsTo?: string;
  courses?: CourseText[];
  services?: ServiceText[];
};

type Read = <T>(
  field: MenuField,
  how: (text: string) => T | undefined,
  reason: (text: string) => string,
) => T | undefined;

/** Throws Unreadable with a sentence for whoever mends the file. */
export function readPack(cell: (field: MenuField) => string, read: Read): PackText {
  const courses = cell('courses') === '' ? undefined : readCourses(cell('courses'));
  if (cell('courses') !== '' && !courses)
    throw new Unreadable('courses', 'Write one course a line: “Sides (2): Kelewele; Gari foto; Salad”.');
  const said: { [K in keyof PackText]: PackText[K] | undefined } = {
    eventType: read('eventType', readEventType, (text) => `“${text}” is no type of event, such as Wedding.`),
    tier: read('tier', readTier, () => 'Write the tier as Basic, Standard, Premium or Made to measure.'),
    pricing: read('unit', readPricing, () => 'A package is priced per person, fixed or on request.'),
    guestsFrom: cell('guestsFrom') || undefined,
    guestsTo: cell('guestsTo') || undefined,
    courses,
    services: cell('services') === '' ? undefined : readServices(cell('services')),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as PackText;
}
