import { readFileSync } from 'node:fs';
import { type Stack, startStack } from '../scripts/stack';
import { control, type DueRequests, makeDueRequests } from './due-requests';

const requests = 10_000;
const step = 1_000;
const longestMs = 15 * 60_000;
const note = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Drains 10,000 due feedback requests through the production app: sweep, request, outbox, provider, with the
 * throttle lifted. Prints one JSON line a thousand messages and one with the rate and the memory from 1k to 10k.
 */
export async function measureFeedback(): Promise<void> {
  const stack = await startStack({ env: { SEND_RATE: '100000' } });
  try {
    await control(stack, 'settings', { callbackStatuses: ['delivered'], autoRead: false });
    note(`writing ${requests} completed bookings`);
    const due = await makeDueRequests(stack, requests);
    console.log(JSON.stringify(await drain(stack, due)));
    await due.close();
  } finally {
    await stack.stop();
  }
}

async function drain(stack: Stack, due: DueRequests): Promise<object> {
  const before = memoryMb(stack);
  const cpuBefore = cpuSeconds(stack);
  const transactionsBefore = await due.transactions();
  const started = performance.now();
  const marks: { messages: number; seconds: number; memoryMb: number }[] = [];
  let settled = 0;
  await due.sweep();
  while (settled < requests && performance.now() - started < longestMs) {
    await pause(250);
    settled = accepted(await due.progress());
    if (settled >= (marks.length + 1) * step) {
      const mark = { messages: settled, seconds: seconds(started), memoryMb: memoryMb(stack) };
      marks.push(mark);
      note(`${mark.messages} messages after ${mark.seconds} s, ${mark.memoryMb} MB`);
      console.log(JSON.stringify({ bench: 'feedback', ...mark }));
    }
  }
  const took = seconds(started);
  const counters = await control<Record<string, number>>(stack, 'counters');
  const atFirst = marks[0]?.memoryMb ?? before;
  return {
    bench: 'feedback',
    requests,
    messages: settled,
    seconds: took,
    /** Of the app's process: what a message costs, whatever else the machine does. */
    cpuMsPerMessage: Math.round(((cpuSeconds(stack) - cpuBefore) / Math.max(1, settled)) * 10_000) / 10,
    transactionsPerMessage:
      Math.round((((await due.transactions()) - transactionsBefore) / Math.max(1, settled)) * 100) / 100,
    messagesPerSecond: Math.round((settled / took) * 10) / 10,
    duplicates: counters.duplicateCreates,
    memoryBeforeMb: before,
    memoryAt1kMb: atFirst,
    memoryAt10kMb: memoryMb(stack),
    states: await due.progress(),
  };
}

const accepted = (states: Record<string, number>) =>
  ['queued', 'sent', 'delivered', 'read'].reduce((sum, state) => sum + (states[state] ?? 0), 0);

const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;

function memoryMb(stack: Stack): number {
  const status = readFileSync(`/proc/${stack.appPid()}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

/** Processor time of the app so far; the kernel counts in hundredths of a second. */
function cpuSeconds(stack: Stack): number {
  const fields = readFileSync(`/proc/${stack.appPid()}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
