import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processorMs } from '@/db/testing/processor-ms';
import { defaultTemplates } from './defaults/all';
import { namedBody, placesOf, readWording } from './template-wording';

const request = { purpose: 'feedback_request', buttons: [{ id: 'rate:5', title: 'Old' }] } as const;
const write = (body: string, over: { samples?: Record<string, string>; titles?: string[] } = {}) =>
  readWording({ body, samples: {}, titles: ['5 – Great'], ...over }, request);

describe('a wording as a person writes it', () => {
  test('places are numbered in the order of the text, with the usual samples', () => {
    expect(write('About {event}, dear {customer}: how was {event} for all of you, really?')).toEqual({
      body: 'About {{1}}, dear {{2}}: how was {{1}} for all of you, really?',
      variables: ['event', 'customer'],
      samples: { event: 'Mensah wedding', customer: 'Ama Mensah' },
      buttons: [{ id: 'rate:5', title: '5 – Great' }],
      problems: {},
    });
  });

  test('every default wording comes back unchanged by way of its named places', () => {
    for (const draft of defaultTemplates().filter(({ category }) => category !== 'authentication')) {
      const titles = draft.buttons.map(({ title }) => title);
      const { problems, ...read } = readWording(
        { body: namedBody(draft), samples: draft.samples, titles },
        draft,
      );
      const { body, variables, samples, buttons } = draft;
      expect([draft.name, problems, read]).toEqual([draft.name, {}, { body, variables, samples, buttons }]);
    }
  });

  test.each([
    ['{guest}, thank you for coming to us', 'body', '{guest} stands for nothing here'],
    ['{{1}}, how was it for you and your guests?', 'body', '{{1}} stands for nothing here'],
    ['Hello {customer, thank you for coming', 'body', '{ stands for nothing here'],
    ['{customer} thank you very much for it all', 'body', 'may not begin with a variable'],
    [`Thank you, ${'dear '.repeat(300)}`, 'body', 'characters; WhatsApp takes 1024'],
  ])('%s', (body, field, words) => expect(write(body).problems[field]).toContain(words));

  test('a blank sample, a long button and two alike are told beside their own field', () => {
    const { problems } = readWording(
      {
        body: 'Hello {customer}, how was it for you?',
        samples: { customer: ' ' },
        titles: ['Same', 'Same', 'More than twenty characters'],
      },
      { purpose: 'feedback_request', buttons: ['a', 'b', 'c'].map((id) => ({ id, title: id })) },
    );
    expect(problems).toEqual({
      'samples.customer': 'Give a sample for “customer”.',
      'buttons.1': 'Two buttons have the same title.',
      'buttons.2': expect.stringContaining('longer than 20'),
    });
  });

  test('whatever is typed, the meaning of the buttons stays and only known places are stored', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('{', '}', ' ', 'customer', 'event', 'a', '1', '\n'),
          maxLength: 60,
        }),
        fc.array(fc.string({ maxLength: 30 }), { maxLength: 3 }),
        (body, titles) => {
          const read = write(body, { titles });
          expect(read.buttons.map(({ id }) => id)).toEqual(['rate:5']);
          for (const name of read.variables) expect(placesOf('feedback_request')).toContain(name);
          if (Object.keys(read.problems).length === 0)
            expect(read.body.replace(/\{\{\d+\}\}/g, '')).not.toMatch(/[{}]/);
        },
      ),
    );
  });

  test('thousands of braces and spaces are read at once', async () => {
    const took = await processorMs(() => {
      write(`${'{ '.repeat(1000)}${' '.repeat(2000)}`);
      write('{'.repeat(2000));
    });
    expect(took).toBeLessThan(500);
  });
});
