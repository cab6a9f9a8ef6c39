'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const saveView = action(mutations.saveView);
export const changeView = action(mutations.changeView);
export const deleteView = action(mutations.deleteView);
export const orderViews = action(mutations.orderViews);
export const chooseColumns = action(mutations.chooseColumns);
