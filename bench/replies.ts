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

const warmUpRounds = 60;
const sampleCount = 10;
/** About a second each. */
const roundsPerSample = 15;

const load = (name: string): Turn[] =>
  fs
    .readFileSync(new URL(`../lib/feedback/reading/cases/${name}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Turn);

const read = ({ messages, context }: Turn): Reading =>
  readReplies({ messages, lastPrompt: context?.last_prompt });

interface Speed {
  /** Messages per second of this process's own CPU time, all its threads: a busy machine blurs it least. */
  cpu: number;
  wall: number;
}

function measure(turns: Turn[], rounds: number): Speed {
  const count = rounds * turns.reduce((sum, { messages }) => sum + messages.length, 0);
  const start = { cpu: process.cpuUsage(), wall: performance.now() };
  for (let round = 0; round < rounds; round++) for (const turn of turns) read(turn);
  const { user, system } = process.cpuUsage(start.cpu);
  return {
    cpu: Math.round((count * 1e6) / (user + system)),
    wall: Math.round((count * 1000) / (performance.now() - start.wall)),
  };
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

const sets = { dev: load('dev'), more: load('more'), fresh: load('fresh'), heldOut: load('held-out') };
const all = Object.values(sets).flat();
console.error('replies: warming up');
measure(all, warmUpRounds);
console.error('replies: measuring');
const samples = Array.from({ length: sampleCount }, () => measure(all, roundsPerSample));
const speeds = (clock: keyof Speed) => {
  const sorted = samples.map((sample) => sample[clock]).sort((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)], best: sorted.at(-1) };
};
const accuracy = Object.fromEntries(
  Object.entries(sets).map(([name, turns]) => [name, { turns: turns.length, fullRecord: share(turns) }]),
);
const messagesPerSecond = { cpu: speeds('cpu'), wall: speeds('wall') };
console.log(JSON.stringify({ bench: 'replies', messagesPerSecond, accuracy }));
