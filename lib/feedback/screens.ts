import 'server-only';
import type { Answers } from '@/db/prepared';
import { may } from '@/lib/auth/permissions';
import { idAt, screen } from '@/lib/platform/screen';
import { workingAddress } from './asking/link';
import { type FeedbackFilter, readFilter, readView } from './list-filter';
import {
  askFeedback,
  askFigures,
  askOneFeedback,
  askUnanswered,
  tellFeedback,
  tellFigures,
  tellOneFeedback,
} from './queries';
import { reasonWords } from './rules';

/** The office's feedback: the answers with their figures, or the events that have none. */
export const feedbackScreen = screen({
  permission: 'feedback.read',
  input: ({ search }) => ({ view: readView(search), filter: readFilter(search) }),
  ask: (tx, { view, filter }, now) =>
    view === 'answers'
      ? ([...askFeedback(tx, filter, now), ...askFigures(tx, filter.period, now)] as const)
      : askUnanswered(tx),
  tell: (answers, { filter }, { identity, now }) => {
    const mayRecord = may(identity.role, 'feedback.record');
    return answers.length === 1
      ? { view: 'unanswered' as const, mayRecord, rows: answers[0].map(withLink(identity.companyId, now)) }
      : { view: 'answers' as const, mayRecord, filter, ...tellAnswers(answers, filter) };
  },
});

type Asked = readonly [...ReturnType<typeof askFeedback>, ...ReturnType<typeof askFigures>];

function tellAnswers([rows, stars, said, asked]: Answers<Asked>, filter: FeedbackFilter) {
  return { list: tellFeedback([rows, stars], filter), figures: tellFigures([said, asked]) };
}

type Unanswered = Awaited<ReturnType<typeof askUnanswered>[0]>[number];

const withLink =
  (companyId: string, now: Date) =>
  ({ linkHash, madeAt, ...row }: Unanswered) => ({
    ...row,
    why: reasonWords(row.reason),
    link: workingAddress({ companyId, requestId: row.requestId, linkHash, madeAt }, now),
  });

/** One answer, with the words it was read from. */
export const oneFeedbackScreen = screen({
  permission: 'feedback.correct',
  input: idAt('id'),
  ask: askOneFeedback,
  tell: (answers) => tellOneFeedback(answers),
});

/** The events whose feedback somebody may have been told; the address can choose one. */
export const recordFeedbackScreen = screen({
  permission: 'feedback.record',
  input: ({ search }) => ({ booking: typeof search.booking === 'string' ? search.booking : undefined }),
  ask: (tx) => askUnanswered(tx),
  tell: ([rows], { booking }) => ({
    booking,
    waiting: rows.map(({ bookingId, event, customer, completedAt }) => ({
      bookingId,
      event,
      customer,
      completedAt,
    })),
  }),
});
