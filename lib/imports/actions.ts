'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const chooseColumns = action(mutations.chooseColumns);
export const startImport = action(mutations.startImport);
export const cancelImport = action(mutations.cancelImport, { shows: true });
export const undoImport = action(mutations.undoImport, { shows: true });
