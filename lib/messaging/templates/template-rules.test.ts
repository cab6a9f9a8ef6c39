import { describe, expect, test } from 'vitest';
import { defaultTemplates, spokenText } from './defaults/all';
import { problemsOf } from './template-rules';

describe('the default templates', () => {
  test('every default can be submitted, in each language, and keeps its name to itself', () => {
    const all = defaultTemplates();
    // WhatsApp words messages with a code itself, in every language the same.
    const drafts = all.filter(({ category }) => category !== 'authentication');
    expect([all.length, drafts.length]).toEqual([63, 60]);
    for (const draft of drafts) expect([draft.name, problemsOf(draft)]).toEqual([draft.name, []]);
    expect(new Set(drafts.map((draft) => draft.body)).size).toBe(60);
  });

  test('the feedback request names the event, has five buttons and confirms no booking', () => {
    for (const draft of defaultTemplates().filter((one) => one.purpose === 'feedback_request')) {
      expect(draft.variables).toEqual(['customer', 'event']);
      expect(draft.buttons.map((button) => button.id).sort()).toEqual([
        'rate:1',
        'rate:2',
        'rate:3',
        'rate:4',
        'rate:5',
      ]);
      expect(draft.body).not.toMatch(/^Booking Confirmed!|confirm/i);
    }
    expect(spokenText('opt_out_confirmation', 'fr', { company: 'Akwaaba' })).toContain('Akwaaba');
  });
});

describe('what WhatsApp would refuse', () => {
  test.each([
    ['{{1}} hello there friend', 'begin'],
    ['Hello there friend {{1}}.', 'end'],
    ['Hello {{1}} {{2}} and so on and on', 'between'],
    ['Hello {{2}}, a long enough text follows here', 'numbered'],
    ['Hello {{name}}, a long enough text follows here', 'not a number'],
    [`Hello {{1}}, ${'x'.repeat(1024)} end`, 'characters'],
    ['Hi {{1}}, ok', 'too many variables'],
  ])('refuses %s', (body, word) => {
    const variables = [...new Set([...body.matchAll(/\{\{(\d)\}\}/g)].map((found) => found[1] ?? ''))];
    const samples = Object.fromEntries(variables.map((name) => [name, 'x']));
    expect(problemsOf({ body, variables, samples, buttons: [] }).join(' ')).toContain(word);
  });

  test('buttons: at most ten, 20 characters, ids and titles their own', () => {
    const check = (buttons: { id: string; title: string }[]) =>
      problemsOf({ body: 'Hello', variables: [], samples: {}, buttons });
    expect(check([{ id: 'a', title: 'x'.repeat(21) }])).toHaveLength(1);
    expect(
      check([
        { id: 'a', title: 'A' },
        { id: 'a', title: 'A' },
      ]),
    ).toHaveLength(2);
    expect(check(Array.from({ length: 11 }, (_none, at) => ({ id: `${at}`, title: `${at}` })))).toHaveLength(
      1,
    );
  });
});
