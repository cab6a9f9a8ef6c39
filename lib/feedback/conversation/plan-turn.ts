import { questionStages } from '@/db/enums';
import { type Reading, ratedAspects, type Sentiment } from '../reading/types';
import type { Stage } from '../rules';
import { isUnhappy, reasonOfReading, sentimentOfScore } from '../score-rules';
import { callsPerson, planUnsure, trusted } from './plan-unsure';
import { noValues, type Plan, type Turn, type Values } from './turn';

const mostComments = 60_000;

/** Decides what one turn of a customer's answers changes and what is said next. Pure; the heart of the product. */
export function planTurn(turn: Turn): Plan {
  const { request, reading } = turn;
  const given = answersOf({ ...turn, reading: trusted(reading) });
  const values = merge(turn.before ?? noValues, given, turn.text);
  const stay = { values: turn.before ?? noValues, recoveryReason: null, ...request, say: 'nothing' as const };
  if (reading.optOut) return optedOut(turn, given, values);
  if (!reading.sure && !reading.safety && !isComment(turn)) return planUnsure(turn, values);
  if (!isAbout(turn, given) && isUnheardAnswer(turn)) return planUnsure(turn, values);
  if (!isAbout(turn, given)) return { ...stay, about: false, alert: reading.needsHuman };

  const reason = reasonOfReading(given, turn.recoveryBelow);
  const alert = (reading.needsHuman || reading.complaint !== 'none') && reason === null;
  const about = { about: true, values, recoveryReason: reason, alert };
  const explained = turn.hasOpenCase && request.stage === 'comment' && turn.text !== null;
  if (explained) return { ...about, state: 'answered', stage: 'done', say: 'noted' };
  if (reason) {
    const state = request.state === 'answered' ? 'answered' : 'answering';
    const stage = state === 'answered' ? request.stage : 'comment';
    const say = reading.sure || reading.complaint === 'plain' ? 'recovery' : 'noted';
    return { ...about, state, stage, say: turn.hasOpenCase ? 'nothing' : say };
  }
  if (request.state === 'answered') return { ...about, ...request, say: 'nothing' };
  if (turn.hasOpenCase || isUnhappy(values, turn.recoveryBelow))
    return { ...about, state: 'answered', stage: 'done', say: turn.text ? 'noted' : 'nothing' };
  return { ...about, ...advance(turn, values) };
}

/** The reading with a bare figure put where the question was: "4" after "How was the food?" is the food. */
export function answersOf(turn: Pick<Turn, 'reading' | 'prompt' | 'before' | 'text'>): Reading {
  const { reading, prompt, before } = turn;
  const aspect = ratedAspects.find((name) => name === prompt);
  const aspects = Object.values(reading.aspects);
  const bare = reading.overall !== null && aspects.every((score) => score === null);
  if (!aspect || !bare || before?.rating == null || namesTheWhole(turn.text)) return reading;
  return { ...reading, overall: null, aspects: { ...reading.aspects, [aspect]: reading.overall } };
}

function namesTheWhole(text: string | null): boolean {
  return (
    text !== null && /overall|everything|\ball\b|whole|general|total|ensemble|\btout\b|globale/i.test(text)
  );
}

/** Words where words were asked for: they are kept, whatever they mean, unless somebody must read them. */
function isComment({ reading, prompt, text, before }: Turn): boolean {
  return before?.rating != null && takesWords.includes(prompt) && text !== null && !callsPerson(reading);
}

/** Words that say nothing we know, where a figure or a yes was asked for: the chat asks, rather than say nothing. */
function isUnheardAnswer({ reading, request, text, control }: Turn): boolean {
  const steers = control.skip || control.finish || control.opinions.length > 0;
  return reading.unheard && request.state !== 'answered' && text !== null && !steers;
}

const takesWords: readonly Stage[] = ['dishes', 'dislikes', 'comment'];

function isAbout(turn: Turn, given: Reading): boolean {
  if (given.overall !== null || given.wouldRecommend !== null || given.safety) return true;
  if (Object.values(given.aspects).some((score) => score !== null)) return true;
  if (given.sentiment === -1) return true;
  const started = turn.before !== null;
  if (started && turn.control.opinions.length > 0) return true;
  if (turn.request.state === 'answered') return false;
  if (given.sentiment === 1) return true;
  if (started && (turn.control.skip || turn.control.finish)) return true;
  return started && takesWords.includes(turn.prompt) && turn.text !== null;
}

/** Later answers replace earlier ones, nothing is averaged, and what wasn't said stays as it was. */
export function merge(before: Values, given: Reading, text: string | null): Values {
  const values = { ...before };
  if (given.overall !== null) values.rating = given.overall;
  for (const aspect of ratedAspects) values[aspect] = given.aspects[aspect] ?? before[aspect];
  values.wouldRecommend = given.wouldRecommend ?? before.wouldRecommend;
  // "Merci" in an English conversation is no wish to be written to in French.
  values.language = given.language !== 'und' && given.spoken ? given.language : before.language;
  values.needsHuman = before.needsHuman || given.needsHuman;
  values.sentiment = mergeSentiment(values, given, before);
  if (text) values.comments = [before.comments, text].filter(Boolean).join('\n').slice(0, mostComments);
  return values;
}

function mergeSentiment(values: Values, given: Reading, before: Values): Sentiment | null {
  if (given.sentiment === -1 || (given.sure && given.reasons.includes('contradiction')))
    return given.sentiment;
  if (values.rating !== null) return sentimentOfScore(values.rating);
  const scores = ratedAspects.flatMap((aspect) => values[aspect] ?? []);
  if (scores.length > 0)
    return sentimentOfScore(scores.reduce((sum, score) => sum + score, 0) / scores.length, 2.5);
  return given.sentiment !== 0 ? given.sentiment : ((before.sentiment ?? 0) as Sentiment);
}

function optedOut(turn: Turn, given: Reading, values: Values): Plan {
  const rated = given.overall !== null || Object.values(given.aspects).some((score) => score !== null);
  const about = rated || given.sentiment === -1;
  const answered = about || turn.before !== null;
  return {
    about,
    values: about ? values : (turn.before ?? noValues),
    recoveryReason: about ? reasonOfReading(given, turn.recoveryBelow) : null,
    state: answered ? 'answered' : 'suppressed',
    stage: turn.request.stage,
    say: 'nothing',
    alert: given.needsHuman && !about,
  };
}

/** Goes on with the first question that free words have not answered already; never back. */
function advance(turn: Turn, values: Values): Pick<Plan, 'state' | 'stage' | 'say'> {
  const { control, request } = turn;
  const finished = { state: 'answered', stage: 'done', say: 'thank_you' } as const;
  if (control.finish) return finished;
  const current = request.stage;
  const answered = isAnswered(current, turn, values) || (control.skip && current !== 'rating');
  if (!answered) {
    const first = current === 'rating' && turn.before === null;
    return { state: 'answering', stage: current, say: first ? 'question' : 'nothing' };
  }
  const rest = questionStages.slice(questionStages.indexOf(current) + 1);
  const next = rest.find((stage) => stage === 'done' || !isAnswered(stage, turn, values)) ?? 'done';
  return next === 'done' ? finished : { state: 'answering', stage: next, say: 'question' };
}

function isAnswered(stage: Stage, turn: Turn, values: Values): boolean {
  switch (stage) {
    case 'recommend':
      return values.wouldRecommend !== null;
    case 'dishes':
      return turn.dishes < 2 || saidOfDishes(turn, stage);
    case 'dislikes':
      return turn.dishes < 2 || turn.notLiked === 0 || saidOfDishes(turn, stage);
    case 'comment':
      return values.comments !== null;
    case 'done':
      return true;
    default:
      return values[stage] !== null;
  }
}

function saidOfDishes({ control, prompt, text }: Turn, stage: 'dishes' | 'dislikes'): boolean {
  const tapped = control.opinions.some(({ liked }) => liked === (stage === 'dishes'));
  return tapped || (prompt === stage && text !== null);
}
