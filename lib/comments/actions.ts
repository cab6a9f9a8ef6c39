'use server';

import { action } from '@/lib/platform/action';
import * as mutations from './mutations';

export const addComment = action(mutations.addComment);
export const editComment = action(mutations.editComment);
export const removeComment = action(mutations.removeComment);
export const seeMentions = action(mutations.seeMentions);
