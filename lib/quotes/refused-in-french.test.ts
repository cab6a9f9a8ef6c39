import { beforeEach, describe, expect, test, vi } from 'vitest';
import { customers } from '@/db/schema/people';
import { readQuoteView } from './answer';
import { answerPublicly } from './posted-by-link';
import { makeQuoted, type Quoted } from './testing/quoted';

vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async () => undefined, createFunction: () => ({}) },
}));
vi.mock('@/lib/auth/origin', () => ({ currentOrigin: async () => ({ ip: '127.0.0.9', requestId: 'test' }) }));

let world: Quoted;
let token: string;
beforeEach(async () => {
  world = await makeQuoted();
  await world.inCompany((tx) => tx.update(customers).set({ language: 'fr' }));
  ({ token } = await world.quote({ options: [{ thing: null, label: 'Cuisine', amount: 40_000 }] }));
});

const post = async (fields: Record<string, string>) => {
  const posted = await answerPublicly(token, new URLSearchParams(fields));
  return posted?.result.ok === false ? posted.result : undefined;
};

describe('a refused answer', () => {
  test('is told in the customer’s language, each with what to do', async () => {
    const view = await readQuoteView(token, { now: new Date() });
    expect(view?.language).toBe('fr');
    const total = String(view?.price.total);
    expect(await post({ act: 'accept', total, name: ' ' })).toMatchObject({
      ...{ code: 'invalid', message: 'Indiquez votre nom pour accepter.' },
    });
    expect(await post({ act: 'accept', total, name: 'A'.repeat(121) })).toMatchObject({
      message: 'Votre nom peut compter 120 caractères au plus.',
    });
    expect(await post({ act: 'accept', total, name: 'Ama', option: 'option-1' })).toMatchObject({
      ...{ code: 'conflict', message: expect.stringMatching(/^Avec votre choix, le total est de .*,25.GHS/) },
    });
    expect(await post({ act: 'change', words: '' })).toMatchObject({
      message: 'Dites ce qui devrait être différent.',
    });
    expect(await post({ act: 'decline', words: 'a'.repeat(1001) })).toMatchObject({
      message: expect.stringMatching(/^Ce texte peut compter 1.000 caractères au plus\.$/),
    });
    expect(await post({ act: 'steal' })).toMatchObject({ message: expect.stringContaining('illisible') });
    await world.quote();
    expect(await post({ act: 'accept', total, name: 'Ama' })).toMatchObject({
      message: expect.stringContaining('un nouveau devis'),
    });
    expect(await world.quotesNow()).toMatchObject([{ status: 'void' }, { status: 'sent' }]);
  });

  test('of a language that quotes aren’t written in is told in English', async () => {
    await world.inCompany((tx) => tx.update(customers).set({ language: 'tw' }));
    expect(await post({ act: 'accept', name: '' })).toMatchObject({ message: 'Enter your name to accept.' });
  });
});
