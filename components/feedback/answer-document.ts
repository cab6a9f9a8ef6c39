import { problemNote, publicDocument, publicNotice } from '@/components/public-page/public-document';
import type { PageView } from '@/lib/feedback/answers/answer-by-page';
import { sayRefusal } from '@/lib/feedback/answers/page-refusals';
import { pageWordsOf } from '@/lib/feedback/conversation/spoken/page';
import type { Document } from '@/lib/platform/documents';
import { type Html, html } from '@/lib/platform/html';

const stages = [
  'rating',
  'food',
  'service',
  'presentation',
  'timeliness',
  'recommend',
  'dishes',
  'dislikes',
  'comment',
] as const;

type Surroundings = {
  /** After an answer the next question is where a screen reader and a keyboard go on. */
  answered?: boolean;
  /** Why the answer wasn't taken. */
  problem?: string;
  /** Words of an answer that wasn't taken. */
  typed?: string;
  /** The event's own page, for someone who is signed in. */
  event?: string;
  /** Where all messages end, for someone who came by a link. */
  stop?: string;
};

/**
 * One question a page; each answer is stored before the next question shows. Forms that the browser itself posts: a
 * tap before the script has arrived counts, and without any script the page still works.
 */
export function answerDocument(view: PageView, around: Surroundings = {}): Document['draw'] {
  const words = pageWordsOf(view.tongue);
  const { event, stop, answered, problem } = around;
  const focus = answered && !problem;
  return publicDocument(
    { title: 'Your feedback', company: view.company, lang: view.tongue, unsent: words.offline },
    html`${event && html`<a class="back" href="${event}" dir="auto"><svg aria-hidden="true"><use href="/icons.svg#back"/></svg><span>${view.event}</span></a>`}
${view.stage === 'done' ? drawEnd(view, around, focus) : drawQuestion(view, around, focus)}
${stop && html`<p class="small away"><a href="${stop}">${words.stop}</a></p>`}`,
  );
}

const heading = (text: string, focus: boolean | undefined) =>
  html`<h1 id="question" tabindex="-1" dir="auto"${focus && html` autofocus`}>${text}</h1>`;

function drawQuestion(view: PageView, { problem, typed }: Surroundings, focus: boolean | undefined): Html {
  const { stage, reference } = view;
  const words = pageWordsOf(view.tongue);
  const step = stages.indexOf(stage as (typeof stages)[number]) + 1;
  const skippable = stage !== 'rating' && !isDishes(stage) && stage !== 'comment';
  return html`<form method="post" class="ask">
<input type="hidden" name="stage" value="${stage}">
${view.again && html`<input type="hidden" name="change" value="1">`}
<progress value="${step}" max="${stages.length}" aria-label="${words.step(step, stages.length)}"></progress>
${problemNote(problem && sayRefusal(problem, view.tongue))}
<section aria-labelledby="question">
${heading(titleOf(view), focus)}
${stage === 'comment' && reference && html`<p class="small">${words.caseOpen(reference)}</p>`}
${drawAnswers(view, typed)}
${skippable && html`<button class="quiet" name="skip" value="1">${words.skip}</button>`}
</section>
</form>
${drawChange(view)}`;
}

const isDishes = (stage: PageView['stage']) => stage === 'dishes' || stage === 'dislikes';

function titleOf({ stage, event, unhappy, tongue }: PageView): string {
  const { titles } = pageWordsOf(tongue);
  if (stage === 'rating') return titles.rating(event);
  if (stage === 'comment') return unhappy ? titles.unhappy : titles.comment;
  return stage === 'done' ? '' : titles[stage];
}

function drawAnswers(view: PageView, typed: string | undefined): Html {
  const { stage, dishes, unhappy, tongue } = view;
  const words = pageWordsOf(tongue);
  if (stage === 'recommend')
    return html`<div class="pair"><button name="value" value="yes">${words.yes}</button><button name="value" value="no">${words.no}</button></div>`;
  if (isDishes(stage)) {
    const offered = stage === 'dishes' ? dishes : dishes.filter(({ liked }) => liked !== true);
    return html`<div class="answers">
${offered.map(
  ({ id, name }) =>
    html`<label dir="auto"><input type="checkbox" name="value" value="${id}"><span>${name}</span></label>`,
)}
<button class="main"><span class="empty">${words.noDish}</span><span class="full">${words.goOn}</span></button>
</div>`;
  }
  if (stage === 'comment')
    return html`<div class="answers">
<textarea name="value" rows="5" placeholder=" " dir="auto" aria-labelledby="question">
${typed}</textarea>
<button class="main"><span class="empty">${unhappy ? words.noComment : words.nothingMore}</span><span class="full">${words.send}</span></button>
</div>`;
  return html`<div class="answers">
${[5, 4, 3, 2, 1].map(
  (value) =>
    html`<button class="score" name="value" value="${value}"><b>${value}</b> ${words.scores[value - 1]}</button>`,
)}
</div>`;
}

/** Until when a tap may be taken back, and how. */
function drawChange({ changeUntil, tongue }: PageView): Html | null {
  const words = pageWordsOf(tongue);
  if (!changeUntil) return null;
  return html`<form method="post" class="change"><input type="hidden" name="stage" value="again">
<p>${words.changeUntil(changeUntil)}</p>
<button>${words.change}</button></form>`;
}

/** The end of the questions: thanks, what happens next, and a discount where there is one. */
function drawEnd(view: PageView, { problem, event }: Surroundings, focus: boolean | undefined): Html {
  const { voucher, company, reach } = view;
  const words = pageWordsOf(view.tongue);
  return html`${problemNote(problem && sayRefusal(problem, view.tongue))}
<section>
${heading(words.thanks(view), focus)}
<p dir="auto">${view.unhappy ? words.passedOn(view) : words.arrived(view)}</p>
${voucher && html`<div class="gift"><p>${words.gift(voucher.rate / 100)}</p><p class="code">${voucher.code}</p><p>${words.validUntil(voucher.until)}</p></div>`}
${view.changeUntil ? drawChange(view) : html`<p class="small" dir="auto">${words.stands({ company, ...reach })}</p>`}
${event && html`<a class="button main" href="${event}">Back to my event</a>`}
</section>`;
}

export const linkGone = publicNotice(
  { title: 'Your feedback' },
  {
    heading: 'This link doesn’t work any more',
    text: 'It may have expired, or a part of it got lost on the way. Answer our WhatsApp message instead, or ask your caterer for a new link.',
  },
);
