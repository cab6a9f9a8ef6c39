import { z } from 'zod';
import { exportFormats } from '@/db/enums-of-files';

export const exportId = z.object({ id: z.uuid() });

/** A list by its name, its filter as the list's address has it, and what it is written as. */
export const askInput = z.object({
  list: z.string().regex(/^[a-z-]{1,40}$/),
  filter: z.string().max(4000).default(''),
  format: z.enum(exportFormats),
});

/** Rows of a file at most; more than a workbook of one sheet could hold is cut there. */
export const mostRows = 1_000_000;
/** A file is kept for so long once it is made, and its line in the list for a month. */
export const keptDays = 7;
export const listedDays = 30;
/** Files of one person that are made or wait at a time. */
export const mostUnderWay = 5;

export const underWay = ['waiting', 'working'] as const;
