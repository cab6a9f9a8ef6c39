'use server';

import { action } from '@/lib/platform/action';
import * as move from './move-booking';

export const moveBooking = action(move.moveBooking);
export const undoMove = action(move.undoMove);
