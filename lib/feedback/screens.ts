import 'server-only';
import type { Answers } from '@/db/prepared';
import { countRows } from '@/db/prepared';
import { askHistory, tellHistory } from '@/lib/audit/record-history';
import { may } from '@/lib/auth/permissions';
import { askOffer, askOfferOfOccasion, type PayOffer, tellOffer } from '@/lib/bookings/money/online/queries';
import { askDocuments } from '@/lib/bookings/money/queries';
import { papersOf } from '@/lib/bookings/money/sending/own-papers';
import { askOccasionOf, tellOccasion } from '@/lib/bookings/occasions/queries';
import { askBooking, tellBooking } from '@/lib/bookings/queries';
import { mayEdit } from '@/lib/bookings/rules';
import { askSchedule } from '@/lib/bookings/schedule/queries';
import { askComments, tellComments } from '@/lib/comments/queries';
import { askViews, tellViews } from '@/lib/lists/queries';
import { csvPage } from '@/lib/platform/csv';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, type Reader, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { askShownRate, tellShownRate } from '@/lib/pricing/rates/queries';
import { askQuotesOfMine, tellOwnQuotes } from '@/lib/quotes/own-quotes';
import { askAboutBooking, tellPage } from './answers/page-queries';
import { workingAddress } from './asking/link';
import { askFigures, tellFigures } from './figures';
import { type FeedbackFilter, feedbackFilter, readView, unansweredFilter } from './list-filter';
import {
  askFeedback,
  askFeedbackRows,
  askOneFeedback,
  tellFeedback,
  tellFeedbackRows,
  tellOneFeedback,
} from './queries';
import { mayGiveFeedback, reasonWords } from './rules';
import { askUnanswered, tellUnanswered, type Unanswered } from './unanswered-queries';

/** The office's feedback: the answers with their figures, or the events that have none. */
export const feedbackScreen = screen({
  permission: 'feedback.read',
  input: ({ search }) =>
    readView(search) === 'answers'
      ? ({ view: 'answers', filter: feedbackFilter.read(search) } as const)
      : ({ view: 'unanswered', filter: unansweredFilter.read(search) } as const),
  ask: (tx, input, now) =>
    input.view === 'answers'
      ? ([
          ...askFeedback(tx, input.filter, now),
          askFigures(tx, input.filter.period, now),
          askViews(tx, 'feedback'),
        ] as const)
      : ([...askUnanswered(tx, input.filter), askViews(tx, 'unanswered')] as const),
  tell: (answers, input, { identity, now }) => {
    const mayRecord = may(identity.role, 'feedback.record');
    if (input.view === 'answers')
      return {
        ...input,
        mayRecord,
        ...tellAnswers(answers as Answers<FeedbackQuestions>, input.filter, identity),
      };
    const [found, views] = answers as Answers<AskedUnanswered>;
    const { rows, ...places } = tellUnanswered([found], input.filter);
    const looks = tellViews(views, 'unanswered', {
      at: unansweredFilter.at(input.filter),
      role: identity.role,
    });
    return { ...input, mayRecord, rows: rows.map(withLink(identity.companyId, now)), ...places, looks };
  },
});

/** The answers as a file. */
export const feedbackFile = sheetScreen({
  permission: 'feedback.read',
  input: ({ search }) => feedbackFilter.read(search),
  ask: (tx, filter, now) => askFeedbackRows(tx, filter, now, csvPage),
  tell: (answers, filter) => tellFeedbackRows(answers, filter, csvPage),
  count: (tx, filter, now, most) => countRows(askFeedbackRows(tx, filter, now, most)[0]),
});

/** The events without an answer as a file. */
export const unansweredFile = sheetScreen({
  permission: 'feedback.read',
  input: ({ search }) => unansweredFilter.read(search),
  ask: (tx, filter) => askUnanswered(tx, filter, csvPage),
  tell: (answers, filter) => {
    const { rows, ...places } = tellUnanswered(answers, filter, csvPage);
    return { rows: rows.map((row) => ({ ...row, why: reasonWords(row.reason) })), ...places };
  },
  count: (tx, filter, _now, most) => countRows(askUnanswered(tx, filter, most)[0]),
});

type FeedbackQuestions = readonly [
  ...ReturnType<typeof askFeedback>,
  ReturnType<typeof askFigures>,
  ReturnType<typeof askViews>,
];
type AskedUnanswered = readonly [...ReturnType<typeof askUnanswered>, ReturnType<typeof askViews>];

function tellAnswers(
  [rows, stars, said, views]: Answers<FeedbackQuestions>,
  filter: FeedbackFilter,
  identity: Pick<Reader['identity'], 'role'>,
) {
  return {
    list: tellFeedback([rows, stars], filter),
    figures: tellFigures(said),
    looks: tellViews(views, 'feedback', { at: feedbackFilter.at(filter), role: identity.role }),
  };
}

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
  reads: (id) => ({ deed: 'read', source: 'feedback', id }),
  ask: (tx, id) =>
    [askHistory(tx, 'feedback', id), ...askComments(tx, id), ...askOneFeedback(tx, id)] as const,
  tell: ([history, said, colleagues, waits, ...answers], id, { identity, now }) => {
    const told = tellOneFeedback(answers);
    return (
      told && {
        ...told,
        talk: tellComments([said, colleagues, waits], { kind: 'feedback', id }, { identity, now }),
        history: tellHistory(history, identity),
      }
    );
  },
});

/** What is longer to look through is opened from its booking. */
const mostToChoose = 100;

/** The events whose feedback somebody may have been told; the address can choose one. */
export const recordFeedbackScreen = screen({
  permission: 'feedback.record',
  input: ({ search }) => ({ booking: typeof search.booking === 'string' ? search.booking : undefined }),
  ask: (tx) => askUnanswered(tx, { view: 'unanswered' }, mostToChoose),
  tell: ([rows], { booking }) => ({
    booking,
    waiting: rows.slice(0, mostToChoose).map(({ bookingId, event, customer, completedAt }) => ({
      bookingId,
      event,
      customer,
      completedAt,
    })),
  }),
});

/** An offer that is for more than one event. */
const ofSeveral = (offer: PayOffer | undefined) => (offer && offer.ids.length > 1 ? offer : undefined);

/** A client's own event, and how far telling how it was has gone once it is over. */
export const myEventScreen = screen({
  permission: 'portal.read',
  input: idAt('id'),
  ask: (tx, id, now) =>
    [
      askShownRate(tx, id, now),
      askSchedule(tx, { id }),
      askOffer(tx, { id }),
      askOfferOfOccasion(tx, { id }),
      askDocuments(tx, id),
      askQuotesOfMine(tx, id, now),
      askOccasionOf(tx, { id }),
      ...askBooking(tx, id),
      ...askAboutBooking(tx, id),
    ] as const,
  tell: (
    [shown, schedule, alone, together, documents, quotes, occasion, heads, lines, paid, given, ...page],
    _id,
    { now, identity },
  ) => {
    const detail = tellBooking([heads, lines, paid, given]);
    const asked = tellPage(page, now);
    if (!detail || !asked) return undefined;
    return {
      detail: { ...detail, shown: tellShownRate(shown) },
      schedule,
      quotes: tellOwnQuotes(quotes, now),
      occasion: tellOccasion(occasion),
      papers: papersOf(documents, paid),
      offer: tellOffer(alone, now),
      /** For all of its occasion at once, where more than one of its events takes money. */
      offerOfAll: ofSeveral(tellOffer(together, now)),
      today: dayKey(now, identity.timeZone),
      mayChange: mayEdit(detail.booking.status, 'client').ok,
      asked: mayGiveFeedback(asked, now).ok
        ? { open: asked.view.stage !== 'done', unhappy: asked.view.unhappy }
        : undefined,
    };
  },
});

/** The questions about a client's own event; `view` is undefined while it isn't over. */
export const portalAnswerScreen = screen({
  permission: 'portal.feedback',
  input: idAt('id'),
  ask: askAboutBooking,
  tell: (answers, _id, { now }) => {
    const page = tellPage(answers, now);
    return page && { view: mayGiveFeedback(page, now).ok ? page.view : undefined };
  },
});
