import fs from 'node:fs';
import { reasonOfReading } from '../../score-rules';
import { readReplies } from '../read-replies';
import { type Prompt, ratedAspects } from '../types';

/**
 * A hard reply and what should come of it: a score ("5"), scores of aspects ("food=5 service=4"), a recommendation
 * ("yes", "no"), a question of ours ("ask"), a complaint that is apologised for ("sorry"), or nothing of the kind
 * ("none", "person"). `person`: somebody of the office must be called.
 */
export type HardReply = { id: string; say: string; prompt?: Prompt; want: string; person?: true };

/** `asked`: the chat asks where it could have read; never harmful. `wrong`: a false score, a false apology, nobody called. */
export type Grade = 'right' | 'asked' | 'wrong';

const recoveryBelow = 4;

export const loadHardReplies = (name: string): HardReply[] =>
  fs
    .readFileSync(new URL(`../cases/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HardReply);

/** What is done at once with a reply: what a sure reading stores and says. */
export function outcomeOf({ say, prompt }: Pick<HardReply, 'say' | 'prompt'>) {
  const reading = readReplies({ messages: [{ Body: say }], lastPrompt: prompt });
  const given = [
    ...(reading.overall === null ? [] : [`${reading.overall}`]),
    ...ratedAspects.flatMap((name) =>
      reading.aspects[name] === null ? [] : [`${name}=${reading.aspects[name]}`],
    ),
    ...(reading.wouldRecommend === null ? [] : [reading.wouldRecommend ? 'yes' : 'no']),
  ];
  const blamed = reading.sure && reasonOfReading(reading, recoveryBelow) !== null;
  return {
    stored: reading.sure ? given : [],
    asks: !reading.sure,
    person: reading.needsHuman || reading.complaint !== 'none',
    blamed,
  };
}

export function grade(reply: HardReply): Grade {
  const { stored, asks, person, blamed } = outcomeOf(reply);
  const { want } = reply;
  const open = ['none', 'ask', 'person', 'sorry'].includes(want);
  const blameable = want === 'sorry' || want === 'no' || /(^|=)[123]\b/.test(want) || reply.person;
  if (blamed && !blameable) return 'wrong';
  if (reply.person && !person) return 'wrong';
  if (open && want !== 'sorry' && stored.length > 0) return 'wrong';
  if (!open && stored.length > 0 && !want.split(' ').every((one) => stored.includes(one))) return 'wrong';
  if (want === 'ask') return asks ? 'right' : 'asked';
  if (want === 'sorry') return blamed ? 'right' : 'asked';
  if (open) return 'right';
  return stored.length > 0 ? 'right' : 'asked';
}
