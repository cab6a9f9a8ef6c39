import 'server-only';
import { bookingImport } from '@/lib/bookings/importing/import-bookings';
import { customerImport } from '@/lib/customers/importing/import-customers';
import { menuImport } from '@/lib/menu/importing/import-menu';
import type { ImportRoom } from '@/lib/platform/import-kind';
import { rateImport } from '@/lib/pricing/rates/importing/import-rates';
import type { ImportKind } from './kinds';

/** Who takes the rows of each kind of file. */
export const rooms: Record<ImportKind, ImportRoom> = {
  customers: customerImport,
  menu: menuImport,
  bookings: bookingImport,
  rates: rateImport,
};
