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
  const said = bare(body);
  if (said.length > longest) return undefined;
  const word = said.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/\s+/g, ' ');
  if (stop.has(word)) return 'stop';
  return start.has(word) ? 'start' : undefined;
}

/** Longer than any of the words, with room for accents written apart and spaces between. */
const longest = 100;
const around = /[\s"'“”‘’.!,;:()*_~-]/u;

/** The text without the signs around it, found from both ends: a pattern would try each run of them again and again. */
function bare(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && around.test(text.charAt(from))) from += 1;
  while (to > from && around.test(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}
