import 'server-only';
import { z } from 'zod';
import { caseStates } from '@/db/enums';
import { screen } from '@/lib/platform/screen';
import { askBoard, tellBoard } from './board-queries';
import { askCase, tellCase } from './queries';

const boardFilter = z.object({ state: z.enum(caseStates).optional().catch(undefined) });

/** All cases by state, or those of one state, with what recovery achieves. */
export const casesScreen = screen({
  permission: 'cases.read',
  input: ({ search }) => boardFilter.parse(search),
  ask: askBoard,
  tell: (answers, filter) => ({ filter, ...tellBoard(answers) }),
});

/** One case: what went wrong, what was said, what was done about it. */
export const caseScreen = screen({
  permission: 'cases.work',
  input: ({ params: { id } }) => (z.uuid().safeParse(id).success ? id : undefined),
  ask: (tx, id) => askCase(tx, id ?? ''),
  tell: (answers, _id, { now }) => tellCase(answers, now),
});
