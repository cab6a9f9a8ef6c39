import { logSheet } from '@/lib/messaging/conversations/sheet';
import { messageLogFile } from '@/lib/messaging/screens';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(messageLogFile, logSheet);
