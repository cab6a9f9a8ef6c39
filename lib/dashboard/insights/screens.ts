import 'server-only';
import { may } from '@/lib/auth/permissions';
import { type Kept, KeptAnswers } from '@/lib/platform/kept-answers';
import { type Address, type DataOf, type Reader, screen } from '@/lib/platform/screen';
import { type Head, valuesOf } from './days';
import { insightsFilter, readRows, stretchOf } from './filter';
import { askHead, askPanels, type PanelAnswers, type PanelName, panelKinds } from './panels';
import { askRows, tellRows } from './rows';
import { tellPanels } from './tell';

const kept = new KeptAnswers<PanelAnswers>('insights', panelKinds);

function readInsights({ search }: Address) {
  const filter = insightsFilter.read(search);
  return { filter, found: undefined as Kept<PanelAnswers> | undefined };
}

/** How the company does: figures of a stretch of days, each with the way to its rows. */
export const insightsScreen = screen({
  permission: 'insights.read',
  // The stretch is worked out within each question; to plan the ten of them takes four times as long as to answer them.
  onePlan: true,
  input: readInsights,
  ask: (tx, input, now, sessionId = '') => {
    input.found = kept.find(sessionId, insightsFilter.href(input.filter), now.getTime());
    const values = valuesOf(input.filter, now, input.found);
    return { head: askHead(tx, values), ...askPanels(tx, values) };
  },
  tell: ({ head: [head], ...asked }, { filter, found }, { identity, now }) => {
    if (!head) throw new Error('A company without its days');
    const answers = found ? { ...asked, ...pick(found.answers, head.held as PanelName[]) } : asked;
    keep(answers, { head, identity, now, address: insightsFilter.href(filter) });
    const { from_day: from, to_day: to, before_from, before_to, wide_from, wide_to } = head;
    return {
      filter,
      today: head.today,
      chosen: stretchOf(filter).chosen,
      days: {
        from,
        to,
        before: { from: before_from, to: before_to },
        wide: { from: wide_from, to: wide_to },
      },
      ...tellPanels(answers, head, { money: may(identity.role, 'insights.money') }),
    };
  },
});

export type InsightsData = DataOf<typeof insightsScreen>;

const pick = (answers: PanelAnswers, names: readonly PanelName[]): Partial<PanelAnswers> =>
  Object.fromEntries(names.map((name) => [name, answers[name]]));

type Answered = Reader & { head: Head; address: string };

function keep(answers: PanelAnswers, { head, identity, now, address }: Answered): void {
  const { companyId, role, sessionId } = identity;
  const of = { companyId, role, timeZone: head.time_zone, day: head.today };
  const { seen, held } = head;
  kept.keep(sessionId, address, { kept: { ...of, seen, at: now.getTime(), answers }, held });
}

/** The rows behind one of the figures. */
export const insightRowsScreen = screen({
  permission: 'insights.read',
  input: readRows,
  ask: (tx, asked) => askRows(tx, asked),
  tell: (answers, asked, { identity }) =>
    tellRows(answers, asked, { money: may(identity.role, 'insights.money') }),
});
