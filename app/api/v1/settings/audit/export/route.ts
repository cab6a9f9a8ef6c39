import { trailFile } from '@/lib/audit/screens';
import { trailSheet } from '@/lib/audit/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(trailFile, trailSheet);
