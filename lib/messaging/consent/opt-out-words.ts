const stop = new Set([
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'OPT OUT',
  'OPT-OUT',
  'ARRET',
]);
const start = new Set(['START', 'UNSTOP']);

export type Keyword = 'stop' | 'start';

type Said = { body: string; payload?: string | null; optOutType?: string | null };

/**
 * Whether a message is one of the provider's own words for stopping or starting, a tap on an opt-out button,
 * or was taken as such by Twilio itself. Wishes in other words are the reader's of replies.
 */
export function readKeyword({ body, payload, optOutType }: Said): Keyword | undefined {
  if (optOutType === 'STOP') return 'stop';
  if (optOutType === 'START') return 'start';
  if (payload) return payload === 'optout' ? 'stop' : payload === 'optin' ? 'start' : undefined;
  const word = body
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/^[\s"'“”‘’.!,;:()*_~-]+|[\s"'“”‘’.!,;:()*_~-]+$/gu, '')
    .replace(/\s+/g, ' ');
  if (stop.has(word)) return 'stop';
  return start.has(word) ? 'start' : undefined;
}
