import { mostRows } from '@/lib/imports/schema';
import { problemsFile } from '@/lib/imports/screens';
import { problemSheet } from '@/lib/imports/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';
import { sheetList } from '@/lib/platform/sheet-screen';

export const GET = sheetRoute(sheetList(problemsFile, problemSheet), { most: mostRows });
