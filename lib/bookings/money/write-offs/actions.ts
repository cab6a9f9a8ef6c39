'use server';

import { action } from '@/lib/platform/action';
import * as writeOffs from './mutations';

export const askWriteOff = action(writeOffs.askWriteOff, { shows: true });
export const approveWriteOff = action(writeOffs.approveWriteOff, { shows: true });
export const refuseWriteOff = action(writeOffs.refuseWriteOff, { shows: true });
export const withdrawWriteOff = action(writeOffs.withdrawWriteOff, { shows: true });
export const takeBackWriteOff = action(writeOffs.takeBackWriteOff, { shows: true });
