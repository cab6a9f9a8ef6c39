import { type Parsed, phrasesOfKind } from './parsed';
import type { Aspect } from './types';
import { wordSet } from './word-set';

export type Label = Aspect | 'overall';

/** One or more aspects named together ("food and service"), with token positions, `to` exclusive. */
export interface AspectGroup {
  from: number;
  to: number;
  labels: Label[];
}

const joiners = wordSet('and & + , / et ne da kple the la le les your n و with');
/** "a lovely time", "next time", "service charge" name no aspect. */
const noTimeAfter =
  wordSet(`this next last first second every each any long good great lovely wonderful nice same a another one
  of amazing beautiful some more fun`);
const noServiceBefore = wordSet('charge charges fee fees provider providers');
const maxLabels = 12;

/** Every aspect the message names, the longest phrase first where several overlap, joined into groups. */
export function findAspects(parsed: Parsed): AspectGroup[] {
  const found = phrasesOfKind(parsed, 'aspect').sort(
    (a, b) =>
      b.to - b.from - (a.to - a.from) ||
      a.from - b.from ||
      rank(parsed, b.label.language) - rank(parsed, a.label.language),
  );
  const taken = new Set<number>();
  const mentions: AspectGroup[] = [];
  for (const { label, from, to } of found) {
    if (!label.aspect || isOtherSense(parsed, from, to)) continue;
    let free = true;
    for (let at = from; at < to; at++) free &&= !taken.has(at);
    if (!free) continue;
    for (let at = from; at < to; at++) taken.add(at);
    mentions.push({
      from: parsed.tokenOf[from] ?? 0,
      to: (parsed.tokenOf[to - 1] ?? 0) + 1,
      labels: [label.aspect],
    });
  }
  return joinGroups(
    parsed,
    mentions.sort((a, b) => a.from - b.from),
  );
}

function rank(parsed: Parsed, language: string): number {
  return language === parsed.language ? 1 : 0;
}

function isOtherSense(parsed: Parsed, from: number, to: number): boolean {
  const word = parsed.words[from]?.text;
  const before = parsed.words[from - 1];
  const near = before?.sentence === parsed.words[from]?.sentence ? (before?.text ?? '') : '';
  if (word === 'time' && to - from === 1 && noTimeAfter.has(near)) return true;
  if (word === 'service' && noServiceBefore.has(parsed.words[to]?.text ?? '')) return true;
  return word === 'look' && from > 0 && parsed.words[from + 1]?.text === 'at';
}

function joinGroups(parsed: Parsed, mentions: AspectGroup[]): AspectGroup[] {
  const groups: AspectGroup[] = [];
  for (const mention of mentions) {
    const last = groups.at(-1);
    if (
      last &&
      last.labels.length < maxLabels &&
      last.labels.includes('overall') === mention.labels.includes('overall') &&
      isJoined(parsed, last.to, mention.from)
    ) {
      last.to = mention.to;
      if (mention.labels[0] !== undefined) last.labels.push(mention.labels[0]);
    } else groups.push({ ...mention, labels: [...mention.labels] });
  }
  return groups;
}

/** Same aspect twice in a row ("chicken rice") or only joiners between. */
function isJoined(parsed: Parsed, from: number, to: number): boolean {
  if (to - from > 3) return false;
  for (let at = from; at < to; at++) if (!joiners.has(parsed.tokens[at]?.text ?? '')) return false;
  return true;
}
