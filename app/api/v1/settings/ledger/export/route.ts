import { journalFile } from '@/lib/bookings/money/screens';
import { journalSheet } from '@/lib/bookings/money/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(journalFile, journalSheet, { most: 1_000_000 });
