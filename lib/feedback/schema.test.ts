import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { linkAnswerForm, portalAnswerForm } from './schema';

const token = 'a-token-of-enough-length';
const [jollof, banku] = [v7(), v7()];

/** The form that a browser posts, given as it would stand in an address. */
const posted = (fields: string) => new URLSearchParams(fields);

const answered = (fields: string) => linkAnswerForm.parse({ token, answer: posted(fields) }).answer;
const accepts = (answer: unknown) => linkAnswerForm.safeParse({ token, answer }).success;

describe('a posted answer', () => {
  test.each([
    ['rating', 'value=4', 4],
    ['timeliness', 'value=1', 1],
    ['food', 'skip=', null],
    ['recommend', 'value=yes', true],
    ['recommend', 'value=no', false],
    ['recommend', 'skip=', null],
    ['dishes', `value=${jollof}`, [jollof]],
    ['dishes', `value=${jollof}&value=${banku}`, [jollof, banku]],
    ['dislikes', '', []],
    ['comment', 'value=++Lovely,+thank+you+%0A', 'Lovely, thank you'],
    ['comment', 'value=Half+a+sentence&skip=', null],
  ])('about %s with “%s” is %j', (stage, fields, value) => {
    expect(answered(`stage=${stage}&${fields}`)).toEqual({ stage, value });
  });

  test('is read the same way in the portal, for a booking', () => {
    const [bookingId, answer] = [v7(), posted('stage=rating&value=5')];
    const read = portalAnswerForm.parse({ bookingId, answer });
    expect(read).toEqual({ bookingId, answer: { stage: 'rating', value: 5 } });
    expect(portalAnswerForm.safeParse({ bookingId: 'mine', answer }).success).toBe(false);
  });
});

describe('refused is', () => {
  test.each([
    ['an object', { stage: 'rating', value: 5 }],
    ['a text', 'stage=rating&value=5'],
    ['nothing', undefined],
  ])('%s in place of a form', (_, answer) => {
    expect(accepts(answer)).toBe(false);
  });

  test.each([
    ['an answer to no question', 'value=5'],
    ['an unknown question', 'stage=price&value=5'],
    ['the end as a question', 'stage=done&value=5'],
    ['a rating without value', 'stage=rating'],
    ['an empty rating', 'stage=rating&value='],
    ['a rating of 0', 'stage=rating&value=0'],
    ['a rating of 6', 'stage=rating&value=6'],
    ['a rating between two', 'stage=rating&value=4.5'],
    ['a skipped rating, which every feedback needs', 'stage=rating&skip='],
    ['6 for the food', 'stage=food&value=6'],
    ['a form for the food that says nothing', 'stage=food'],
    ['the same for a comment', 'stage=comment'],
    ['neither yes nor no', 'stage=recommend&value=perhaps'],
    ['a dish that is no id', 'stage=dishes&value=jollof'],
    ['one such dish among good ones', `stage=dislikes&value=${jollof}&value=1`],
    ['a comment longer than a page', `stage=comment&value=${'x'.repeat(4001)}`],
  ])('%s', (_, fields) => {
    expect(accepts(posted(fields))).toBe(false);
  });

  test('a token too short to be one', () => {
    const answer = posted('stage=rating&value=5');
    expect(accepts(answer)).toBe(true);
    expect(linkAnswerForm.safeParse({ token: 'short', answer }).success).toBe(false);
  });
});
