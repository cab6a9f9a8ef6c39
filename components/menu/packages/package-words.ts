import { eventTypeWords } from '@/lib/bookings/event-types';
import type { CourseValues, PackageValues, ServiceValues } from '@/lib/menu/packages/schema';
import { pricingWords, type Tier, tierWords } from '@/lib/menu/packages/words';
import type { PartNames } from './part-names';

/** What the fields are called where somebody else's change is told. */
export const packageLabels: Record<keyof PackageValues, string> = {
  name: 'Name',
  description: 'Description',
  eventType: 'Type of event',
  tier: 'Tier',
  pricing: 'The price is',
  price: 'Price',
  minimumGuests: 'From so many guests',
  maximumGuests: 'Up to so many guests',
  pictureId: 'Picture',
  courses: 'Courses',
  services: 'Services',
};

/** A package's field for people, where its text isn't. */
export function sayPackage(field: keyof PackageValues, value: unknown, names: PartNames): string | undefined {
  const nameOf = (id: string) => names.get(id)?.name ?? 'another one';
  if (field === 'eventType') return value ? eventTypeWords[value as 'other'] : 'Any event';
  if (field === 'tier') return tierWords[value as Tier];
  if (field === 'pricing') return pricingWords[value as 'fixed'];
  if (field === 'pictureId') return value ? 'Another picture' : 'No picture';
  if (field === 'courses')
    return (value as CourseValues[])
      .map(({ name, choose, dishes }) => `${name}: ${choose} of ${dishes.map(nameOf).join(', ')}`)
      .join('; ');
  if (field === 'services')
    return (
      (value as ServiceValues[])
        .map(({ serviceId, quantity }) => `${quantity} × ${nameOf(serviceId)}`)
        .join(', ') || 'None'
    );
  return undefined;
}
