import fs from 'node:fs';
import { readReplies } from '../lib/feedback/reading/read-replies';
import type { InboundMessage, Prompt } from '../lib/feedback/reading/types';

/** `npm run -s replies -- FILE`: reads conversation turns (JSON lines) and prints what the parser makes of each. */
interface Turn {
  id: string;
  messages: InboundMessage[];
  context?: { last_prompt?: Prompt };
}

function readTurns(file: string): Turn[] {
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      try {
        return JSON.parse(line) as Turn;
      } catch {
        throw new Error(`${file}: line ${i + 1} is not JSON`);
      }
    });
}

function main(): void {
  const file = process.argv[2];
  if (!file) throw new Error('usage: npm run -s replies -- FILE');
  const lines = readTurns(file).map(({ id, messages, context }) => {
    const reading = readReplies({ messages, lastPrompt: context?.last_prompt });
    return JSON.stringify({
      id,
      overall: reading.overall,
      aspects: reading.aspects,
      would_recommend: reading.wouldRecommend,
      opt_out: reading.optOut,
      needs_human: reading.needsHuman,
      language: reading.language,
      sentiment: reading.sentiment,
      sure: reading.sure,
    });
  });
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
