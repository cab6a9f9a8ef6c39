import fs from 'node:fs';
import { readReplies } from '../lib/feedback/reading/read-replies';
import type { InboundMessage, Prompt, Reading } from '../lib/feedback/reading/types';

/** Speed of the reply parser on one core and its accuracy on the labelled turns; one JSON line. */
interface Turn {
  messages: InboundMessage[];
  context?: { last_prompt?: Prompt };
  expected: {
    overall: number | null;
    aspects: Record<string, number | null>;
    would_recommend: boolean | null;
    opt_out: boolean;
    needs_human: boolean;
    language: string;
    sentiment: number;
  };
}

const WARM_UP_SECONDS = 6;
const MEASURED_SECONDS = 5;

const load = (name: string): Turn[] =>
  fs
    .readFileSync(new URL(`../lib/feedback/reading/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Turn);

const read = ({ messages, context }: Turn): Reading =>
  readReplies({ messages, lastPrompt: context?.last_prompt });

/** Messages read per second of this process's own CPU time, so that a busy machine does not blur it. */
function measure(turns: Turn[], seconds: number): number {
  const perRound = turns.reduce((sum, { messages }) => sum + messages.length, 0);
  const start = process.cpuUsage();
  const used = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (used() < seconds) {
    for (const turn of turns) read(turn);
    count += perRound;
  }
  return Math.round(count / used());
}

function isExact(turn: Turn): boolean {
  const got = read(turn);
  const { expected: want } = turn;
  const aspects = Object.entries(want.aspects).every(
    ([aspect, score]) => got.aspects[aspect as keyof Reading['aspects']] === score,
  );
  return (
    aspects &&
    got.overall === want.overall &&
    got.wouldRecommend === want.would_recommend &&
    got.optOut === want.opt_out &&
    got.needsHuman === want.needs_human &&
    got.sentiment === want.sentiment
  );
}

const share = (turns: Turn[]): number => Number((turns.filter(isExact).length / turns.length).toFixed(4));

const sets = {
  cases: load('cases.jsonl'),
  moreCases: load('more-cases.jsonl'),
  freshCases: load('fresh-cases.jsonl'),
};
const all = Object.values(sets).flat();
console.error('replies: warming up');
measure(all, WARM_UP_SECONDS);
console.error('replies: measuring');
const messagesPerSecond = measure(all, MEASURED_SECONDS);
const accuracy = Object.fromEntries(
  Object.entries(sets).map(([name, turns]) => [name, { turns: turns.length, fullRecord: share(turns) }]),
);
console.log(JSON.stringify({ bench: 'replies', messagesPerSecond, accuracy }));
