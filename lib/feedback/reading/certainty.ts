import type { Draft } from './draft';
import type { Tone } from './tone';
import { ratedAspects, type Sentiment } from './types';

/** How a turn was judged before anybody asks whether it may be believed. */
interface Judged {
  words: Tone;
  sentiment: Sentiment;
  /** The tone rests on words, not on scores. */
  fromWords: boolean;
  contradiction: boolean;
}

/**
 * Why a turn may not be acted upon. What words claim (a score, an answer, an opinion) is certain only where every word of
 * every message belongs to a plain form that says the same; and where figures, words and faces agree.
 */
export function doubtTurn(draft: Draft, judged: Judged): void {
  const { doubts, plain, claims } = draft;
  const opinion = judged.fromWords && judged.sentiment !== 0;
  if ((claims || opinion) && plain.includes(null)) doubts.add('unclear');
  if (contradictsItself(draft, judged)) doubts.add('contradiction');
}

function contradictsItself({ overall, aspects, plain }: Draft, judged: Judged): boolean {
  const { words, sentiment, fromWords, contradiction } = judged;
  const praises = plain.some((one) => one?.praises);
  const blames = plain.some((one) => one?.blames || one?.recommends === false);
  // "5 stars, but my son is vomiting" means both.
  const harmed = words.safety && words.contrast && !words.sarcasm;
  if ((contradiction && !harmed) || words.sarcasm) return true;
  if (fromWords && sentiment !== 0 && (sentiment === 1 ? blames : praises || !blames)) return true;
  if (words.problem && !words.contrast && ratedAspects.some((aspect) => (aspects[aspect] ?? 0) >= 4))
    return true;
  const smiles = (words.emojiPraise > 0 || words.laughs) && words.emojiComplaint === 0;
  if (smiles && blames) return true;
  if (overall === null) return false;
  if (overall <= 2) return smiles || (praises && !blames);
  const opposed = plain.some((one) => one?.opposed);
  return overall >= 4 && blames && !harmed && !opposed && (overall === 5 || !praises);
}
