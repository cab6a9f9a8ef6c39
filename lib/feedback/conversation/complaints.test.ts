import { beforeEach, describe, expect, test } from 'vitest';
import { ask, makeEvent, say, stateOf, type World } from '../testing/conversation-world';

let world: World;
let bookingId: string;
beforeEach(async () => {
  ({ world, bookingId } = await makeEvent());
});

describe('a customer who was asked', () => {
  test('complains: the rating is stored, a case runs, the customer hears its reference (defect 3)', async () => {
    await ask(world, bookingId);
    const result = await say(world, '1. The food came two hours late and it was cold');
    const { feedback, cases, said, alerts } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 1, needsHuman: true, sentiment: -1 }]);
    expect(cases).toMatchObject([{ state: 'open', reason: 'low_rating', feedbackId: feedback[0]?.id }]);
    expect(cases[0]?.ownerId).toBe(world.company.manager.userId);
    expect((cases[0]?.acknowledgeBy.getTime() ?? 0) - (cases[0]?.createdAt.getTime() ?? 0)).toBe(
      240 * 60_000,
    );
    expect(result.caseId).toBe(cases[0]?.id);
    const told = said.find((message) => message.kind === 'recovery');
    expect(told?.body).toContain(cases[0]?.reference);
    expect(told?.body).toContain('Mensah wedding');
    expect(said.some((message) => message.kind === 'thank_you')).toBe(false);
    expect(alerts.map((alert) => alert.kind)).toContain('case_opened');
  });

  test('complains without a figure: a case all the same, and no invented rating', async () => {
    await ask(world, bookingId);
    await say(world, 'The rice was cold and half of my guests got nothing to eat. Very disappointed.');
    const { feedback, cases } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: null }]);
    expect(cases).toHaveLength(1);
  });

  test('rates well but speaks of harm: the rating stays and a safety case opens', async () => {
    await ask(world, bookingId);
    await say(world, '5 stars, but two of my guests got food poisoning from the chicken');
    const { feedback, cases, said } = await stateOf(world, bookingId);
    expect(feedback).toMatchObject([{ rating: 5 }]);
    expect(cases).toMatchObject([{ reason: 'safety', state: 'open' }]);
    expect(said.at(-1)?.kind).toBe('recovery');
  });
});
