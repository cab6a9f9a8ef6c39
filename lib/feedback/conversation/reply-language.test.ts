import { expect, test } from 'vitest';
import { ask, makeEvent, say, stateOf } from '../testing/conversation-world';

test('a customer who writes French is answered in French', async () => {
  const { world, bookingId } = await makeEvent();
  await ask(world, bookingId);
  await say(world, 'Très bien, 5/5, la cuisine était excellente, merci beaucoup');
  const { feedback, said } = await stateOf(world, bookingId);
  expect(feedback).toMatchObject([{ rating: 5, language: 'fr' }]);
  expect(said.at(-1)?.body).toMatch(/cuisine|service/);
  expect(said.at(-1)?.body).toMatch(/de 1 à 5/);
});

test('a customer who reads Twi is spoken to in Twi', async () => {
  const { world, bookingId } = await makeEvent({}, { language: 'tw' });
  await ask(world, bookingId);
  await say(world, { payload: 'rate:4' });
  const { said } = await stateOf(world, bookingId);
  expect(said[0]?.body).toContain('yɛda wo ase');
  expect(said[1]?.body).toBe('Yɛda wo ase! Aduane no yɛɛ sɛn, 1 kɔsi 5?');
});
