import { trailFile } from '@/lib/audit/screens';
import { trailSheet } from '@/lib/audit/sheet';
import { csvRoute } from '@/lib/platform/csv-route';

export const GET = csvRoute(trailFile, trailSheet);
