import type { consentSources, consentStates } from '@/db/enums';
import type { Decision } from '@/lib/platform/errors';
import type { Channel } from '../channels/channel';

export type ConsentState = (typeof consentStates)[number] | 'none';
export type ConsentChange = {
  state: (typeof consentStates)[number];
  source: (typeof consentSources)[number];
  reason?: string;
};

/**
 * Whether a change of consent holds. An opt-out is sticky: only the customer's own START or a person of the
 * office with a reason turns it back; a form ticked again does not.
 */
export function decideConsent(current: ConsentState, change: ConsentChange): Decision<{ write: boolean }> {
  if (change.state === current) return { ok: true, write: false };
  if (change.state === 'withdrawn' || current === 'none') return { ok: true, write: true };
  if (change.source === 'whatsapp') return { ok: true, write: true };
  if (change.source === 'staff' && change.reason?.trim()) return { ok: true, write: true };
  return {
    ok: false,
    code: 'conflict',
    reason:
      'This customer opted out of WhatsApp. Only their START or a recorded reason by someone in the office turns that back.',
  };
}

/**
 * Whether a customer may be written to on a channel. An opt-out on one channel holds for all, and so does
 * their consent to be asked on WhatsApp, until they withdraw it for this channel alone.
 */
export function consentFor(channel: Channel, states: Partial<Record<Channel, ConsentState>>): ConsentState {
  const [general = 'none', own = 'none'] = [states.whatsapp, states[channel]];
  if (general === 'withdrawn' || own === 'withdrawn') return 'withdrawn';
  return general === 'none' ? own : general;
}
