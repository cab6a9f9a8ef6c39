import 'server-only';
import { z } from 'zod';
import { caseStates } from '@/db/enums';
import { askComments, tellComments } from '@/lib/comments/queries';
import { idAt, screen } from '@/lib/platform/screen';
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
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'cases', id }),
  ask: (tx, id) => [...askComments(tx, id), ...askCase(tx, id)] as const,
  tell: ([said, colleagues, waits, ...answers], id, { identity, now }) => {
    const told = tellCase(answers, now);
    const on = { kind: 'case', id } as const;
    return told && { ...told, comments: tellComments([said, colleagues, waits], on, { identity, now }) };
  },
});
