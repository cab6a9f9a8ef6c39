import { exportLists } from '@/lib/exports/lists';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(exportLists.customers);
