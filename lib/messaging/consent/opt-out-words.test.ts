import { describe, expect, test } from 'vitest';
import { processorMs } from '@/db/testing/processor-ms';
import { readKeyword } from './opt-out-words';

describe('opt-out words', () => {
  test.each([
    'STOP',
    'stop.',
    ' Stop! ',
    'StopAll',
    'unsubscribe',
    'CANCEL',
    'end',
    'quit',
    'Revoke',
    'optout',
    'opt out',
    'ARRET',
    'Arrêt',
    '“stop”',
  ])('%s stops', (body) => expect(readKeyword({ body })).toBe('stop'));
  test.each(['start', 'UNSTOP', 'Start.'])('%s starts', (body) =>
    expect(readKeyword({ body })).toBe('start'),
  );
  test.each(['5', 'Please don’t stop!', 'The end was great', 'stop by tomorrow', 'restart', ''])(
    '%s is neither',
    (body) => expect(readKeyword({ body })).toBeUndefined(),
  );
  test('the button and Twilio’s own reading count, whatever the text', () => {
    expect(readKeyword({ body: 'No more', payload: 'optout' })).toBe('stop');
    expect(readKeyword({ body: 'x', optOutType: 'STOP' })).toBe('stop');
    expect(readKeyword({ body: 'STOP', payload: 'rate:5' })).toBeUndefined();
  });
  test.each(['!', ' ', '-', '\n', '- ', 'a-', '-a', ' x', '“', 'é', '\u0301'])(
    'a long message of %j costs next to nothing, and ends on the word it has',
    async (piece) => {
      const long = piece.repeat(20_000 / piece.length);
      const took = await processorMs(() => {
        for (const body of [long, `x${long}x`, `${long}x${long}`])
          expect(readKeyword({ body })).toBeUndefined();
      });
      expect(took).toBeLessThan(100);
    },
  );
  test('signs around the word, however many, change nothing', () => {
    expect(readKeyword({ body: `${'! '.repeat(5000)}stop${' .'.repeat(5000)}` })).toBe('stop');
  });
});
