import { logSheet } from '@/lib/messaging/conversations/sheet';
import { messageLogFile } from '@/lib/messaging/screens';
import { csvRoute } from '@/lib/platform/csv-route';

export const GET = csvRoute(messageLogFile, logSheet);
