import { menuFile } from '@/lib/menu/screens';
import { menuSheet } from '@/lib/menu/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(menuFile, menuSheet);
