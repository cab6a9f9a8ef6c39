'use server';

import { action } from '@/lib/platform/action';
import * as checklist from './checklist-mutations';
import * as mutations from './mutations';

export const layTasks = action(mutations.layTasks, { shows: true });
export const addTask = action(mutations.addTask, { shows: true });
export const editTask = action(mutations.editTask, { shows: true });
export const tickTask = action(mutations.tickTask, { shows: true });
export const removeTask = action(mutations.removeTask, { shows: true });
export const saveTemplate = action(checklist.saveTemplate, { shows: true });
export const removeTemplate = action(checklist.removeTemplate, { shows: true });
export const startChecklist = action(checklist.startChecklist, { shows: true });
