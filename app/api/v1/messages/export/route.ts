import { conversationSheet } from '@/lib/messaging/conversations/sheet';
import { conversationsFile } from '@/lib/messaging/screens';
import { csvRoute } from '@/lib/platform/csv-route';

export const GET = csvRoute(conversationsFile, conversationSheet);
