import { describe, expect, it } from 'vitest';
import { grade, type HardReply, loadHardReplies, outcomeOf } from './testing/grade';

const title = ({ say, want, person }: HardReply) => `“${say}” → ${want}${person ? ', a person' : ''}`;

/** Those that nobody of the office hears of before the chat has asked; named, so that whoever mends them takes them off. */
const known = new Set([
  'at 4 the food was still on the road',
  'Well done for finishing the meat before the guests came',
  "Great, another caterer that can't tell time",
  '8 of 10 tables got food',
  'one of your boys slapped the cleaner',
  'Impressive how fast the meat vanished',
  'The flies enjoyed the food',
  'Mennyɛ ahomka',
  'my number is 020 5 5 5 5 5 5 5',
]);

/**
 * Replies made to be misread. The first 423 of `hard` were written before the rules: 172 of them were read wrong then.
 * The others were written blind, each after the rules of those before, and the rules mended since, so that none of
 * them measures unseen wording any more. Read wrong at first sight: `hard-second` 16 of 103, `hard-third` 13 of 168 (7 of
 * them a false score), `hard-fourth` 8 of 64 (2), `hard-fifth` 3 of 48 (0), `hard-sixth` 28 of 178 (15 false scores or
 * answers, 8 false apologies, 5 that nobody heard of). Then a score, an answer and a blame came to be believed only where
 * every word of their sentence is known to change nothing: `hard-seventh`, written after that, 14 of 145 by its first
 * labels; by the guide seven of those were read rightly, which leaves 4 false scores, one false apology, 2 not heard of. Since then
 * only plain forms are believed (`plain/`): of all of them no score and no apology is false any more, and of 309 that were
 * written blind after it 2 scores and no apology, of 193 more neither. `hard-eighth` was written with the grammar at hand, to break it.
 * `hard-ninth`, written blind: 14 of 215, one of them a score (⭐⭐⭐✨) and its apology, 13 that nobody heard of before the chat had asked.
 * Asking is never wrong; a false score, a false apology and a problem that nobody hears of are.
 */
describe('hard replies are read right, or asked about', () => {
  const replies = [
    'hard',
    'hard-second',
    'hard-third',
    'hard-fourth',
    'hard-fifth',
    'hard-sixth',
    'hard-seventh',
    'hard-eighth',
    'hard-ninth',
  ].flatMap(loadHardReplies);

  it.each(replies.filter(({ say }) => !known.has(say)).map((reply) => [title(reply), reply] as const))(
    '%s',
    (_, reply) => {
      expect(grade(reply), JSON.stringify(outcomeOf(reply))).not.toBe('wrong');
    },
  );

  it('reads the plain ones among them', () => {
    const plain = replies.filter(({ want }) => /^[1-5]$/.test(want));
    const read = plain.filter((reply) => grade(reply) === 'right');
    expect(read.length / plain.length).toBeGreaterThan(0.35);
  });
});
