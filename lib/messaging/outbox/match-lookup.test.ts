import { describe, expect, test } from 'vitest';
import { matchLookup } from './match-lookup';

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
