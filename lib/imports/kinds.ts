import type { importKinds } from '@/db/enums-of-files';
import { bookingFields } from '@/lib/bookings/importing/fields';
import { customerFields } from '@/lib/customers/importing/fields';
import { menuFields } from '@/lib/menu/importing/fields';
import type { ImportField } from '@/lib/platform/import-kind';
import { rateFields } from '@/lib/pricing/rates/importing/fields';

export type ImportKind = (typeof importKinds)[number];

/** What a file of each kind can bring along. Every kind has a name, which can't be missing. */
export const fieldsOf: Record<ImportKind, readonly ImportField[]> = {
  customers: customerFields,
  menu: menuFields,
  bookings: bookingFields,
  rates: rateFields,
};

/** What a record is called, by the key of its row. */
export const nounOf = (kind: ImportKind, key: string): string => {
  if (kind === 'menu') return key.split(':', 1)[0] ?? 'dish';
  return kind === 'rates' ? 'rate' : kind === 'customers' ? 'customer' : 'booking';
};
