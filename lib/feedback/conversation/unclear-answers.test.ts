import { beforeEach, describe, expect, test } from 'vitest';
import { ask, makeEvent, say, stateOf, type World } from '../testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
  await ask(world, bookingId);
});

const asksAgain = 'Thank you. For Mensah wedding, which is it?';
const now = async () => {
  const state = await stateOf(world, bookingId);
  return {
    ...state,
    last: state.said.at(-1),
    told: state.alerts.filter(({ kind }) => kind === 'message_needs_person'),
  };
};

describe('an answer that can be meant in several ways', () => {
  test.each(['I gave 5 last year', 'my sister said 2', 'is 1 the best?', 'not 5', '3 or 4'])(
    '“%s” stores no figure, opens no case, and is asked about with buttons',
    async (words) => {
      await say(world, words);
      const { feedback, cases, last } = await now();
      expect(feedback[0]?.rating ?? null).toBeNull();
      expect(cases).toEqual([]);
      expect(last?.body).toBe(asksAgain);
      expect(last?.buttons?.map(({ id }) => id)).toEqual(['rate:5', 'rate:4', 'rate:3', 'rate:2', 'rate:1']);
    },
  );

  test('is asked about once; what stays unclear goes to a person with the words', async () => {
    await say(world, '3 or 4');
    expect((await now()).told).toEqual([]);
    await say(world, 'somewhere between 3 and 4');
    const { said, told, cases } = await now();
    expect(said.filter(({ body }) => body === asksAgain)).toHaveLength(1);
    expect(told).toMatchObject([{ about: { said: 'somewhere between 3 and 4' } }]);
    expect(cases).toEqual([]);
  });

  test('the tap that follows counts, and the conversation goes on', async () => {
    await say(world, '3 or 4');
    await say(world, { payload: 'rate:4', title: '4 – Good' });
    const { feedback, last } = await now();
    expect(feedback).toMatchObject([{ rating: 4 }]);
    expect(last?.body).toContain('How was the food');
  });

  test('“would give 5 if the food wasn’t cold” is asked about, and a person is called', async () => {
    await say(world, "would give 5 if the food wasn't cold");
    const { feedback, cases, told, last } = await now();
    expect(feedback).toMatchObject([{ rating: null, sentiment: 0 }]);
    expect(cases).toEqual([]);
    expect(told).toMatchObject([{ about: { said: expect.stringContaining("wasn't cold") } }]);
    expect(last?.body).toBe(asksAgain);
  });
});

describe('words of which nothing is understood', () => {
  test('are asked about with buttons, once, and then go to a person', async () => {
    await say(world, 'The zorple was somewhat frindled');
    const first = await now();
    expect(first.last?.body).toBe(asksAgain);
    expect(first.feedback[0]?.rating ?? null).toBeNull();
    expect(first.cases).toEqual([]);
    await say(world, 'Frindled zorples wherever one looked');
    const { said, told } = await now();
    expect(said.filter(({ body }) => body === asksAgain)).toHaveLength(1);
    expect(told).toMatchObject([{ about: { said: 'Frindled zorples wherever one looked' } }]);
  });

  test.each(['will do', 'Happy new year', 'ok noted'])('unless “%s” is small talk', async (words) => {
    await say(world, words);
    expect((await now()).said.map(({ body }) => body)).not.toContain(asksAgain);
  });
});

test('an event that wasn’t held yet calls a person', async () => {
  await say(world, 'We postponed to the 5th');
  expect((await now()).told).toHaveLength(1);
});

test('a problem told beside high scores calls a person, and the scores count', async () => {
  await say(world, 'food 5, service 5, but you came 2 hours late');
  const { feedback, cases, told } = await now();
  expect(feedback).toMatchObject([{ food: 5, service: 5 }]);
  expect(cases.length + told.length).toBeGreaterThan(0);
});

test('nothing to complain about is no complaint: nobody is apologised to', async () => {
  await say(world, 'I have nothing to complain about');
  const { cases, said } = await now();
  expect(cases).toEqual([]);
  expect(said.some(({ kind }) => kind === 'recovery')).toBe(false);
});

test('“merci” in an English conversation doesn’t turn it French', async () => {
  await say(world, 'The food was great and everybody enjoyed it, 5 stars');
  await say(world, 'merci');
  await say(world, { payload: 'food:5', title: '5' });
  const { feedback, last } = await now();
  expect(feedback).toMatchObject([{ language: 'en' }]);
  expect(last?.body).toContain('the service of our staff');
});
