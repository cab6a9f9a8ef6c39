import { describe, expect, test } from 'vitest';
import { decideConsent } from './rules';

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
