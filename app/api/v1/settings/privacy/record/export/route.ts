import { sheetRoute } from '@/lib/platform/sheet-route';
import { recordList } from '@/lib/privacy/lists';

export const GET = sheetRoute(recordList);
