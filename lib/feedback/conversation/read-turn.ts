import type { InboundMessage, Prompt } from '../reading/types';
import type { Stage } from '../rules';
import type { Control } from './turn';

/** An inbound message as the log keeps it. */
export type LoggedMessage = {
  body: string;
  buttonPayload: string | null;
  buttonText: string | null;
  raw: Record<string, string | string[]> | null;
};

/** The provider's parameters of a logged message, each once, as the parser takes them. */
export function parametersOf(message: LoggedMessage): InboundMessage {
  const parameters: InboundMessage = {};
  for (const [name, value] of Object.entries(message.raw ?? {}))
    parameters[name] = Array.isArray(value) ? value[0] : value;
  parameters.Body ??= message.body;
  if (message.buttonPayload && !parameters.ListId) parameters.ButtonPayload ??= message.buttonPayload;
  if (message.buttonText && !parameters.ListTitle) parameters.ButtonText ??= message.buttonText;
  return parameters;
}

/** The parser's name of the question that a stage asks. */
export function promptOf(stage: Stage): Prompt {
  if (stage === 'rating' || stage === 'recommend' || stage === 'dishes' || stage === 'comment') return stage;
  if (stage === 'dislikes') return 'dishes';
  return stage === 'done' ? 'comment' : 'aspects';
}

const skips = /^(skip|next|pass|passer|suivant|later)$/;
const finishes =
  /^(that'?s (all|it)|thats (all|it)|done|finish(ed)?|no more|nothing( else)?|none|c'?est tout|termine|rien( d'autre)?)$/;
const declines = /^(no|nope|no thanks|no thank you|non|non merci|daabi)$/;
const noneOfThem = /^(none( of them)?|nothing|no dish|not? one|aucun( plat)?|rien|biara)$/;

/**
 * What a turn steers: skipping, ending, or the dishes that were tapped. A bare "no" ends the last question, and
 * means that no dish was disliked where that was the question.
 */
export function controlOf(messages: InboundMessage[], prompt: Stage): Control {
  const control: Control = { skip: false, finish: false, opinions: [] };
  for (const message of messages) {
    const payload = payloadOf(message);
    if (payload === 'skip') control.skip = true;
    else if (payload === 'finish') control.finish = true;
    else if (payload?.startsWith('dish:'))
      control.opinions.push({ dish: payload.slice('dish:'.length), liked: true });
    else if (payload?.startsWith('dislike:'))
      control.opinions.push({ dish: payload.slice('dislike:'.length), liked: false });
    else if (!payload) {
      const words = plain(message.Body ?? '');
      const none = prompt === 'dislikes' && (declines.test(words) || noneOfThem.test(words));
      if (skips.test(words) || none) control.skip = true;
      if (none) continue;
      if (finishes.test(words) || (prompt === 'comment' && declines.test(words))) control.finish = true;
    }
  }
  return control;
}

/** The customer's own words worth keeping as a comment; figures, taps, keywords and labels are none. */
export function textOf(messages: InboundMessage[], prompt: Stage): string | null {
  const kept = messages.flatMap((message) => {
    const body = (message.Body ?? '').trim();
    if (payloadOf(message) || body === '') return [];
    const words = plain(body);
    const steers = [skips, finishes, declines, noneOfThem].some((pattern) => pattern.test(words));
    const letters = words.replace(/[^\p{L}]/gu, '').length;
    const enough = prompt === 'comment' || prompt === 'dishes' || prompt === 'dislikes' ? 2 : 12;
    return steers || letters < enough ? [] : [body];
  });
  return kept.length > 0 ? kept.join('\n') : null;
}

function payloadOf({ ButtonPayload, ListId }: InboundMessage): string | undefined {
  return (ButtonPayload || ListId || undefined)?.trim().toLowerCase();
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[.!?…,\s]+$/u, '')
    .trim();
}
