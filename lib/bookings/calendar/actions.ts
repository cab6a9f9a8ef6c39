'use server';

import { action } from '@/lib/platform/action';
import * as move from './move-booking';
import * as sheet from './run-sheet-mutations';

export const moveBooking = action(move.moveBooking);
export const undoMove = action(move.undoMove);
export const recordArrival = action(sheet.recordArrival);
export const setTeam = action(sheet.setTeam);
