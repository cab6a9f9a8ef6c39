import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { type Stack, startStack } from '../scripts/stack';
import { openTap } from './database-tap';
import { findPages, type Page } from './page-list';

const rounds = 7;
const requestsPerTurn = { html: 30, nav: 40, data: 80 };
type Kind = keyof typeof requestsPerTurn;
type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer };

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/**
 * What each page costs the server's processor: as HTML, as a navigation within the app and as data, beside the
 * emptiest dynamic page and an empty route handler of the same run. One request at a time over one kept
 * connection, gzip on; the pages take turns in short rounds and the median counts. Prints a JSON line a page.
 */
export async function measurePages(): Promise<void> {
  const stack = await startStack();
  const tap = await openTap(stack.databaseUrl);
  try {
    const pages = await findPages(stack);
    const costs = await takeTurns(stack, pages);
    const traffic = await countTraffic({ stack, tap, pages });
    for (const page of pages) {
      const html = await fetchOnce(stack, page, 'html');
      const raw = plain(html);
      const [htmlMs, navMs, dataMs] = (['html', 'nav', 'data'] as const).map((kind) =>
        median(costs, page, kind),
      );
      const empty = pages.find(({ name }) => name === 'empty');
      if (!empty) throw new Error('The emptiest page is missing');
      console.log(
        JSON.stringify({
          page: page.name,
          htmlCpuMs: round(htmlMs),
          navCpuMs: round(navMs),
          dataCpuMs: round(dataMs),
          htmlToEmpty: round(ratioTo(costs, page, empty, 'html')),
          navToEmpty: round(ratioTo(costs, page, empty, 'nav')),
          ...(page.data && { dataToEmpty: round(ratioTo(costs, page, empty, 'data')) }),
          rawKb: kb(raw.length),
          gzKb: kb(html.body.length),
          jsGzKb: kb(await scriptBytes(stack, raw.toString())),
          ...traffic.get(page.name),
        }),
      );
    }
  } finally {
    agent.destroy();
    await tap.close();
    await stack.stop();
  }
}

type Costs = Map<string, number[]>;
const slot = (page: Page, kind: Kind) => `${page.name} ${kind}`;

async function takeTurns(stack: Stack, pages: Page[]): Promise<Costs> {
  const costs: Costs = new Map();
  for (let turn = 0; turn <= rounds; turn += 1) {
    process.stderr.write(`round ${turn} of ${rounds}\n`);
    for (const page of pages) {
      for (const kind of ['html', 'nav', 'data'] as const) {
        if (kind === 'data' && !page.data) continue;
        const cost = await costOf(stack, page, kind);
        // The first round only warms up.
        if (turn > 0) costs.set(slot(page, kind), [...(costs.get(slot(page, kind)) ?? []), cost]);
      }
    }
  }
  return costs;
}

/** Milliseconds of processor time a request, over a handful of them. */
async function costOf(stack: Stack, page: Page, kind: Kind): Promise<number> {
  const before = cpuMs(stack);
  const count = requestsPerTurn[kind];
  for (let n = 0; n < count; n += 1) await fetchOnce(stack, page, kind);
  return (cpuMs(stack) - before) / count;
}

/** Processor time of all threads of the app, by the kernel's scheduler, which counts nanoseconds. */
function cpuMs(stack: Stack): number {
  const tasks = `/proc/${stack.appPid()}/task`;
  return readdirSync(tasks).reduce((sum, task) => {
    try {
      return sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return sum;
    }
  }, 0);
}

async function fetchOnce(stack: Stack, page: Page, kind: Kind): Promise<Answer> {
  const path = kind === 'data' ? (page.data ?? '/api/live') : page.path;
  const headers = { cookie: page.cookie, 'accept-encoding': 'gzip', ...(kind === 'nav' && navigation(page)) };
  let answer = await get(stack.appUrl + path, headers);
  // A navigation's address carries a digest of its headers; the server says which.
  if (kind === 'nav' && answer.status === 307) {
    page.navPath = String(answer.headers.location);
    answer = await get(new URL(page.navPath, stack.appUrl).href, headers);
  }
  if (answer.status !== 200 && answer.status !== 204)
    throw new Error(`${kind} of ${page.name} answered ${answer.status}`);
  return answer;
}

/** What the browser sends when it comes from another page of the same frame. */
function navigation({ tree }: Page): Record<string, string> {
  return { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(tree)), 'next-url': '/' };
}

function get(url: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const plain = ({ headers, body }: Answer) =>
  headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;

/** Compressed size of the scripts that the page names, without those only old browsers load. */
async function scriptBytes(stack: Stack, html: string): Promise<number> {
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)];
  const sources = new Set(tags.filter(([tag]) => !/nomodule/i.test(tag)).map(([, source = '']) => source));
  let bytes = 0;
  for (const source of sources) {
    bytes += (await get(new URL(source, stack.appUrl).href, { 'accept-encoding': 'gzip' })).body.length;
  }
  return bytes;
}

type Traffic = { statements: number; roundTrips: number };

/** The database may answer the first of what is sent together before the last of it is there, which looks like a trip more. */
const lessThan = (one: Traffic, other: Traffic) =>
  one.statements < other.statements ||
  (one.statements === other.statements && one.roundTrips < other.roundTrips);

/** Statements and round trips of one page, on a second app whose database link is counted. */
async function countTraffic({
  stack,
  tap,
  pages,
}: {
  stack: Stack;
  tap: Awaited<ReturnType<typeof openTap>>;
  pages: Page[];
}) {
  const { AUTH_SECRET = '' } = stack.env;
  const watched = await startStack({ env: { DATABASE_URL: tap.url, AUTH_SECRET } });
  try {
    const traffic = new Map<string, Traffic>();
    for (const page of pages) {
      for (let n = 0; n < 25; n += 1) await fetchOnce(watched, page, 'html');
      const seen: Traffic[] = [];
      for (let n = 0; n < 15; n += 1) {
        tap.take();
        await fetchOnce(watched, page, 'html');
        seen.push(tap.take());
      }
      // The automation asks now and then as well; the least is the page's own. A page that waited for an answer would always.
      const least = seen.reduce((one, other) => (lessThan(other, one) ? other : one));
      traffic.set(page.name, least);
    }
    return traffic;
  } finally {
    await watched.stop();
  }
}

function median(costs: Costs, page: Page, kind: Kind): number | undefined {
  const sorted = [...(costs.get(slot(page, kind)) ?? [])].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The median over the rounds of what `page` costs beside `empty` in the same round. */
function ratioTo(costs: Costs, page: Page, empty: Page, kind: Kind): number | undefined {
  const whole = costs.get(slot(empty, kind)) ?? [];
  const ratios = (costs.get(slot(page, kind)) ?? [])
    .map((cost, turn) => cost / (whole[turn] ?? Number.NaN))
    .sort((a, b) => a - b);
  return ratios[Math.floor(ratios.length / 2)];
}

const round = (value: number | undefined) => (value === undefined ? null : Math.round(value * 100) / 100);
const kb = (bytes: number) => Math.round(bytes / 102.4) / 10;
