import { conversationSheet } from '@/lib/messaging/conversations/sheet';
import { conversationsFile } from '@/lib/messaging/screens';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(conversationsFile, conversationSheet);
