import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageStatuses } from '@/db/enums';
import { decideConsent } from './consent-rules';
import { defaultTemplates, spokenText } from './default-templates/all';
import { matchLookup } from './match-lookup';
import { mergeStatus, statusOfWord } from './merge-status';
import { readKeyword } from './opt-out-words';
import { endOfQuiet, isTomorrow } from './quiet-hours';
import { delayOf, type Remedy, retryMatrix, rowOf } from './retry-matrix';
import { driftOf } from './template-approval';
import { problemsOf } from './template-rules';
import { cleanVariable, pickTemplate } from './template-text';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe('retry matrix', () => {
  const delays = (code: number): (number | undefined)[] => {
    const { remedy } = rowOf(code);
    if (remedy.action !== 'retry') return [];
    return [0, 1, 2, 3, 4, 5, 6].map((retries) => delayOf(remedy, { retries, random: 0 }));
  };
  const none = (count: number) => Array.from({ length: count }, () => undefined);

  test.each<[number[], Remedy['action']]>([
    [[20003, 63001, 63007, 63008, 63020, 30002], 'pause_sender'],
    [[21211, 21614, 21617, 63003, 63024, 63031], 'number_invalid'],
    [[21610, 63014, 63033, 63050], 'opted_out'],
    [[21656, 63005, 63013, 63021, 63027, 63028, 63030], 'content_fault'],
    [[63016], 'use_template'],
    [[63040, 63041, 63042], 'stop_template'],
    [[63015, 63032, 63036, 63051, 30004, 30005, 30006, 30007, 0, 77777], 'call_person'],
  ])('%j: %s', (codes, action) => {
    expect(codes.map((code) => rowOf(code).remedy.action)).toEqual(codes.map(() => action));
  });

  test.each<[string, number[], (number | undefined)[]]>([
    [
      'at most six times within 5 minutes',
      [429, 20429],
      [second, 4 * second, 15 * second, minute, 150 * second, 5 * minute, undefined],
    ],
    ['1 h, then 24 h', [63018], [hour, 24 * hour, ...none(5)]],
    ['once after 24 h', [63038], [24 * hour, ...none(6)]],
    ['5 min, 30 min, 2 h', [63012, 63023, 30008], [5 * minute, 30 * minute, 2 * hour, ...none(4)]],
    ['15 to 60 min', [30001, 21611], [15 * minute, 30 * minute, hour, ...none(4)]],
    ['once after 4 h', [30003], [4 * hour, ...none(6)]],
    ['at most twice, 24 h and 72 h', [63049], [24 * hour, 72 * hour, ...none(5)]],
  ])('%s', (_name, codes, expected) => {
    for (const code of codes) expect(delays(code)).toEqual(expected);
  });

  test('a refused connection is tried without end', () => {
    expect(delays(1).every((delay) => delay !== undefined)).toBe(true);
  });

  test('Retry-After is the least wait up to 5 minutes, and jitter only adds', () => {
    const { remedy } = rowOf(429);
    if (remedy.action !== 'retry') throw new Error('429 is retried');
    expect(delayOf(remedy, { retries: 0, retryAfterMs: 20_000, random: 0 })).toBe(20_000);
    expect(delayOf(remedy, { retries: 0, retryAfterMs: 9e9, random: 0 })).toBe(5 * minute);
    fc.assert(
      fc.property(fc.nat(5), fc.double({ min: 0, max: 1, noNaN: true }), (retries, random) => {
        const plain = delayOf(remedy, { retries, random: 0 }) ?? 0;
        const spread = delayOf(remedy, { retries, random }) ?? 0;
        expect(spread).toBeGreaterThanOrEqual(plain);
        expect(spread).toBeLessThanOrEqual(plain + 30 * second);
      }),
    );
  });

  test('no code stands in two rows', () => {
    const codes = retryMatrix.flatMap((row) => row.codes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

describe('status merge', () => {
  const known = fc.constantFrom(...messageStatuses.filter((one) => one !== 'not_sent' && one !== 'received'));

  test('order and repetition don’t matter, and what was reached is never lost (defect 14)', () => {
    fc.assert(
      fc.property(
        fc.array(known, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (all, picks) => {
          const shuffled = [...all, ...all];
          for (let at = shuffled.length - 1; at > 0; at -= 1) {
            const other = (picks.next().value ?? 0) % (at + 1);
            [shuffled[at], shuffled[other]] = [shuffled[other] ?? 'waiting', shuffled[at] ?? 'waiting'];
          }
          const rank = (status: string) =>
            ['queued', 'sent', 'failed', 'delivered', 'read'].indexOf(
              status === 'undelivered' ? 'failed' : status,
            );
          const fold = (list: typeof all) => rank(list.reduce(mergeStatus, 'sending'));
          expect(fold(shuffled)).toBe(fold(all));
          expect(fold(all)).toBe(Math.max(...all.map(rank)));
        },
      ),
    );
  });

  test('what was decided against stays so, and unknown words change nothing', () => {
    expect(mergeStatus('not_sent', 'delivered')).toBe('not_sent');
    expect(statusOfWord('teleported')).toBeUndefined();
    expect(statusOfWord('constructor')).toBeUndefined();
  });
});

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
});

describe('consent', () => {
  test('an opt-out is undone only by START or by staff with a reason', () => {
    const grant = (
      source: 'booking_form' | 'portal' | 'import' | 'provider' | 'staff' | 'whatsapp',
      reason?: string,
    ) => decideConsent('withdrawn', { state: 'granted', source, reason }).ok;
    expect(
      ['booking_form', 'portal', 'import', 'provider'].map((source) => grant(source as 'portal', 'x')),
    ).toEqual([false, false, false, false]);
    expect([
      grant('staff'),
      grant('staff', '  '),
      grant('staff', 'Asked on the phone'),
      grant('whatsapp'),
    ]).toEqual([false, false, true, true]);
    expect(decideConsent('none', { state: 'granted', source: 'booking_form' })).toEqual({
      ok: true,
      write: true,
    });
    expect(decideConsent('withdrawn', { state: 'withdrawn', source: 'whatsapp' })).toEqual({
      ok: true,
      write: false,
    });
  });
});

describe('quiet hours', () => {
  const night = { from: 21 * 60, until: 8 * 60 };
  test.each([
    ['2026-11-22T20:59Z', 'Africa/Accra', undefined],
    ['2026-11-22T21:00Z', 'Africa/Accra', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T07:59Z', 'Africa/Accra', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00Z', 'Africa/Accra', undefined],
    ['2026-11-22T20:59Z', 'Europe/Paris', '2026-11-23T07:00:00.000Z'],
    // The night in which Paris turns its clocks forward and back.
    ['2026-03-28T22:00Z', 'Europe/Paris', '2026-03-29T06:00:00.000Z'],
    ['2026-10-24T22:00Z', 'Europe/Paris', '2026-10-25T07:00:00.000Z'],
  ])('%s in %s', (at, timeZone, end) => {
    expect(endOfQuiet({ ...night, timeZone }, new Date(at))?.toISOString()).toBe(end);
  });

  test('the end is ahead, within a day, and not quiet', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const zone = fc.constantFrom(
      'Africa/Accra',
      'Europe/Paris',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Auckland',
    );
    const at = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(minutes, minutes, zone, at, (from, until, timeZone, now) => {
        const quiet = { from, until, timeZone };
        const end = endOfQuiet(quiet, now);
        if (!end) return;
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(26 * hour);
      }),
    );
  });

  test('tomorrow is the company’s', () => {
    const event = new Date('2026-11-23T23:30Z');
    expect(isTomorrow(event, new Date('2026-11-22T23:59Z'), 'Africa/Accra')).toBe(true);
    expect(isTomorrow(event, new Date('2026-11-22T22:59Z'), 'Europe/Paris')).toBe(false);
    expect(isTomorrow(event, new Date('2026-11-22T23:00Z'), 'Europe/Paris')).toBe(true);
  });
});

describe('lookup', () => {
  const claimedAt = new Date('2026-11-22T10:00:00Z');
  const listed = (over: object = {}) => ({
    sid: 'SM1',
    direction: 'outbound-api',
    from: 'whatsapp:+1',
    to: 'whatsapp:+2',
    body: 'Hello  Ama',
    status: 'sent',
    errorCode: null,
    createdAt: new Date('2026-11-22T10:00:01Z'),
    messagingServiceSid: null,
    mediaCount: 0,
    ...over,
  });
  const wanted = {
    body: 'Hello Ama',
    from: ['whatsapp:+1'],
    claimedAt,
    taken: new Set<string>(),
    alone: true,
  };
  test.each([
    ['the same text', [listed()], {}, 'found'],
    ['nothing', [], {}, 'absent'],
    ['an older one', [listed({ createdAt: new Date('2026-11-22T09:59:00Z') })], {}, 'absent'],
    ['another’s', [listed()], { taken: new Set(['SM1']) }, 'absent'],
    ['an inbound one', [listed({ direction: 'inbound' })], {}, 'absent'],
    ['one of another sender', [listed({ from: 'whatsapp:+9' })], {}, 'absent'],
    ['another text', [listed({ body: 'Bye' })], {}, 'ambiguous'],
    ['a redacted text, alone', [listed({ body: '' })], {}, 'found'],
    ['a redacted text among several', [listed({ body: '' })], { alone: false }, 'ambiguous'],
  ])('%s', (_name, list, over, result) => {
    const found = matchLookup(list, { ...wanted, ...over });
    expect(typeof found === 'object' ? 'found' : found).toBe(result);
  });
});

describe('templates', () => {
  test('every default can be submitted, in each language, and keeps its name to itself', () => {
    const drafts = defaultTemplates();
    expect(drafts).toHaveLength(30);
    for (const draft of drafts) expect([draft.name, problemsOf(draft)]).toEqual([draft.name, []]);
    expect(new Set(drafts.map((draft) => draft.body)).size).toBe(30);
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

  test('a value becomes one bounded line', () => {
    expect(cleanVariable(' a\n\tb      c ')).toBe('a b c');
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        const clean = cleanVariable(text);
        expect(clean.length).toBeLessThanOrEqual(300);
        expect(clean).not.toMatch(/[\n\t]| {2}/);
      }),
    );
  });

  test('the language chain prefers one that may be sent', () => {
    const made = (language: string, approval: string, active = true) => ({
      language,
      approval,
      active,
      contentSid: 'HX',
    });
    expect(pickTemplate([made('en', 'approved'), made('fr', 'approved')], ['fr', 'en'])?.language).toBe('fr');
    expect(pickTemplate([made('en', 'approved'), made('fr', 'paused')], ['fr', 'en'])?.language).toBe('en');
    expect(pickTemplate([made('en', 'approved'), made('tw', 'approved')], ['fr', 'tw'])?.language).toBe('tw');
    expect(pickTemplate([made('fr', 'pending')], ['fr', 'en'])?.approval).toBe('pending');
    expect(pickTemplate([], ['fr'])).toBeUndefined();
  });

  test('a pause, a rejection and another category are noticed once', () => {
    const before = {
      approval: 'approved' as const,
      grantedCategory: null,
      category: 'utility' as const,
      name: 'x',
    };
    const after = { approval: 'approved' as const, grantedCategory: null, rejectionReason: null };
    expect(driftOf(before, after)).toBeUndefined();
    expect(driftOf(before, { ...after, approval: 'paused' })?.key).toBe('paused');
    expect(
      driftOf({ ...before, approval: 'pending' as never }, { ...after, approval: 'rejected' })?.key,
    ).toBe('rejected');
    expect(driftOf(before, { ...after, grantedCategory: 'marketing' })?.key).toBe('category');
    expect(
      driftOf(
        { ...before, grantedCategory: 'marketing' as never },
        { ...after, grantedCategory: 'marketing' },
      ),
    ).toBeUndefined();
  });
});
