import { problemsFile } from '@/lib/imports/screens';
import { problemSheet } from '@/lib/imports/sheet';
import { csvRoute } from '@/lib/platform/csv-route';

export const GET = csvRoute(problemsFile, problemSheet);
