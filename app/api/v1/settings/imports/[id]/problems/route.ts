import { problemsFile } from '@/lib/imports/screens';
import { problemSheet } from '@/lib/imports/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(problemsFile, problemSheet);
