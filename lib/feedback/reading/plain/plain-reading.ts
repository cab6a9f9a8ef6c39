import type { Label } from '../aspects';
import { readLabel } from '../labels';
import { findQuantities } from '../numbers';
import type { Parsed } from '../parsed';
import type { Quantity } from '../quantity';
import { readAnswerEmoji } from '../recommend';
import { type Aspect, type Prompt, ratedAspects, type Score } from '../types';
import { wordSet } from '../word-set';
import { mayFollow } from './following';
import { grammar } from './grammar';
import type { Found, Statement } from './notation';
import { isGluedToNumber, PlainText } from './text';

/** What a message says where every word of it belongs to a plain form. */
export interface PlainReading {
  scores: Map<Label, Score>;
  recommends: boolean | null;
  praises: boolean;
  blames: boolean;
  /** A "but" sets one against the other. */
  opposed: boolean;
}

/** Longer messages tell a story; nobody reads one by rules alone. */
const mostTokens = 120;
/** Faces that mean the opposite of what stands beside them. */
const mocking = /[🙄🤡🙃😏😒🤨🧐🤥🤦🤷😑🥱]/u;
const angry = /[😡🤬👎🤮🤢💩🖕😠😤]/u;
const aspectOf: Record<string, Aspect> = {
  Food: 'food',
  Dish: 'food',
  Service: 'service',
  Staff: 'service',
  Crew: 'service',
  Look: 'presentation',
  Place: 'presentation',
  Time: 'timeliness',
};
const forms =
  `Praise Blame Harm Fair Courtesy When Stop Asks Recommends Refuses OfAspect ForAspect OfThing Overall`.split(
    ' ',
  );
const answering = ['Agrees', 'Declines', ...forms];
const joiners = wordSet('and & et also plus so na then because as since with car parce que efise');
const opposing = wordSet('but mais nanso though although however');
const pause = /^[.!…;,\n:()"]+$/;
const dashes = /^[-–—•*]$/;
const betweenFour = new Set([...wordSet(', / - . ; and et &'), '\n']);

const nothing = { recommends: null, praises: false, blames: false, opposed: false };

/** Reads a message by the plain forms; null where anything is left over. */
export function readPlainly(parsed: Parsed, lastPrompt: Prompt): PlainReading | null {
  const { tokens } = parsed;
  if (tokens.length > mostTokens || isGluedToNumber(tokens)) return null;
  if (tokens.some(({ kind, text }) => kind === 'emoji' && mocking.test(text))) return null;
  const label = readLabel(parsed);
  // "Terrible 😂" may mean anything.
  if (label && label.score < 4 && tokens.some(({ kind }) => kind === 'emoji')) return null;
  if (label) return { ...nothing, scores: new Map([['overall', label.score]]) };
  if (parsed.words.length === 0 && lastPrompt === 'recommend') {
    const answer = readAnswerEmoji(parsed);
    if (answer !== null) return { ...nothing, scores: new Map(), recommends: answer };
  }
  return new MessageReader(parsed, lastPrompt).read();
}

/** Whether two readers that know nothing of each other hear the same: the plain forms, and the one that guesses. */
export function agrees(
  plain: PlainReading,
  heard: { overall: Score | null; aspects: Record<Aspect, Score | null>; recommends: boolean | null },
): boolean {
  if ((plain.scores.get('overall') ?? null) !== heard.overall) return false;
  if (!ratedAspects.every((name) => (plain.scores.get(name) ?? null) === heard.aspects[name])) return false;
  return plain.recommends === heard.recommends;
}

class MessageReader {
  private readonly said: PlainReading = { ...nothing, scores: new Map() };
  private readonly text: PlainText;
  private readonly quantities: readonly Quantity[];
  private at = 0;
  /** "Waiters 3", "time 5": alone it may be how many, or when. */
  private loose = false;

  constructor(
    private readonly parsed: Parsed,
    private readonly lastPrompt: Prompt,
  ) {
    this.text = new PlainText(parsed);
    this.quantities = findQuantities(parsed);
  }

  read(): PlainReading | null {
    const { tokens } = this.parsed;
    this.skipPauses();
    this.readFour();
    let before: Statement | null = null;
    while (this.at < tokens.length) {
      const statement = this.nextStatement(before);
      if (!statement || !this.take(statement)) return null;
      this.at = statement.to;
      const paused = this.skipPauses();
      const joined = this.skipJoiners();
      if (joined && this.at >= tokens.length) return null;
      before = paused || joined ? null : statement;
    }
    // "I would say 5 but …": not what they say. An angry face laughs at praise.
    if (this.said.opposed && tokens.some(({ text }) => text === 'would')) return null;
    if (this.loose && this.said.scores.size === 1 && this.lastPrompt !== 'aspects') return null;
    if (!this.said.blames && tokens.some(({ kind, text }) => kind === 'emoji' && angry.test(text)))
      return null;
    return this.said;
  }

  /** Four bare numbers answer our four questions in their order, whatever stands between them. */
  private readFour(): void {
    if (this.lastPrompt !== 'aspects') return;
    const scores: Score[] = [];
    let at = this.at;
    while (scores.length < ratedAspects.length) {
      const quantity = this.quantities.find(({ from }) => from === at);
      if (!quantity || !isPlainQuantity(quantity, this.parsed)) return;
      scores.push(quantity.score);
      at = quantity.to;
      while (betweenFour.has(this.parsed.tokens[at]?.text ?? '')) at++;
    }
    ratedAspects.forEach((aspect, i) => {
      this.said.scores.set(aspect, scores[i] as Score);
    });
    this.at = at;
    this.skipPauses();
  }

  private skipPauses(): boolean {
    const { tokens } = this.parsed;
    const start = this.at;
    for (;;) {
      const token = tokens[this.at];
      const next = tokens[this.at + 1];
      const dash = token && dashes.test(token.text) && next && !(next.kind === 'number' && next.glued);
      if (token?.kind !== 'emoji' && !(token?.kind === 'mark' && (pause.test(token.text) || dash))) break;
      this.at++;
    }
    return this.at > start;
  }

  private skipJoiners(): boolean {
    const start = this.at;
    for (;;) {
      const { text = '' } = this.parsed.tokens[this.at] ?? {};
      if (opposing.has(text)) this.said.opposed = true;
      else if (!joiners.has(text)) break;
      this.at++;
    }
    return this.at > start;
  }

  /** The form that reaches furthest from here, of those that may stand right behind what came before. */
  private nextStatement(before: Statement | null): Statement | null {
    let best: Statement | null = null;
    for (const rule of this.lastPrompt === 'recommend' ? answering : forms) {
      const parts: Found[] = [];
      const to = grammar.get(rule)?.(this.text, this.at, parts) ?? -1;
      if (to <= (best?.to ?? this.at)) continue;
      const statement = { rule, from: this.at, to, parts };
      if (before === null || mayFollow(this.parsed, before, statement)) best = statement;
    }
    return best;
  }

  private take({ rule, parts, from, to }: Statement): boolean {
    const { said } = this;
    switch (rule) {
      case 'Praise':
        said.praises = true;
        return true;
      case 'Blame':
      case 'Harm':
        said.blames = true;
        return true;
      case 'Recommends':
      case 'Agrees':
        return this.takeAnswer(true);
      case 'Refuses':
        return this.takeAnswer(false);
      case 'Declines':
        // "No thanks" declines the question as often as it answers it.
        return from === 0 && to === this.parsed.words.length && this.takeAnswer(false);
      case 'Overall':
        // "Food 5 and 3": the second names nothing.
        return (to - from > 1 || this.said.scores.size === 0) && this.takeScore(['overall'], parts);
      case 'OfAspect':
        this.loose ||= parts.some((part) => countable.has(part.rule)) && !parts.some(isNamed);
        return this.takeScore(aspectsOf(parts), parts);
      case 'ForAspect':
      case 'OfThing':
        return this.takeScore(aspectsOf(parts), parts);
      default:
        return true;
    }
  }

  private takeAnswer(recommends: boolean): boolean {
    const { said } = this;
    if (said.recommends !== null && said.recommends !== recommends) return false;
    said.recommends = recommends;
    return true;
  }

  private takeScore(labels: Label[], parts: Found[]): boolean {
    const span = parts.find(({ rule }) => rule === 'Score' || rule === 'Named' || rule === 'Fives');
    const quantity = this.quantities.find(({ from, to }) => from === span?.from && to === span.to);
    if (!quantity || !isPlainQuantity(quantity, this.parsed)) return false;
    for (const label of labels) {
      const before = this.said.scores.get(label);
      if (before !== undefined && before !== quantity.score) return false;
      this.said.scores.set(label, quantity.score);
    }
    return true;
  }
}

const countable = new Set(['Staff', 'Time']);
const isNamed = ({ rule }: Found) => rule === 'Named';
const aspectsOf = (parts: Found[]) => parts.flatMap(({ rule }) => aspectOf[rule] ?? []);

/** "4.50" is a price. */
const quarters = /^[1-4]\.(?:5|25|75)$/;

/** One of our five steps, or a mark on a scale that is named. */
function isPlainQuantity(quantity: Quantity, { words, tokens }: Parsed): boolean {
  const { written, scale, stars, spelled, explicit } = quantity;
  if (scale !== null) return written <= scale && written >= 1;
  if (!Number.isInteger(written))
    return words.length === 1 && written < 5 && quarters.test(tokens[quantity.from]?.text ?? '');
  if (written < 1) return false;
  // One star among words shines ("🌟 team"), and "one" counts or points far more often than it scores.
  if (stars && written === 1 && tokens[quantity.from]?.kind === 'stars') return tokens.length === 1;
  if (spelled && written === 1 && !explicit) return words.length === 1;
  // "⭐⭐⭐✨" may be three and a half, or four.
  if (stars && written < 5 && halfStar.test(tokens[quantity.to]?.text ?? '')) return false;
  return written <= 5 || written === 10;
}

const halfStar = /^[✨💫🌠]/u;
