import { fork } from 'node:child_process';
import type { PaperDocument } from '@/lib/paper/document';
import { drawPdf } from '@/lib/paper/drawing/draw-pdf';

/** What a table of so many dishes with notes, sums and accents comes to; 28 rows are about a page. */
function paperOf(rows: number): PaperDocument {
  return {
    ...{ title: 'Kitchen production sheet', number: 'BK-00012 · version 3', file: 'bench' },
    letterhead: {
      ...{ name: 'Akwaaba Catering', address: 'Osu, Accra', phone: null, email: null, taxNumber: null },
      ...{ footer: 'Registered in Ghana', payment: null, size: 'a4', language: 'en', logo: null },
    },
    parts: [
      {
        kind: 'table',
        columns: [
          { head: 'Dish' },
          { head: 'Quantity', width: 90 },
          { head: 'Amount', width: 110, align: 'end' },
        ],
        rows: Array.from({ length: rows }, (_, at) => ({
          cells: [`Akyɔdeɛ ${at}: poulet grillé, sauce à l’œuf`, `${at % 900} portions`, `₵ ${at}.50`],
          note: at % 3 ? undefined : 'The sauce apart, no pepper',
        })),
      },
    ],
  };
}

/** Draws one in this process, which did nothing before, and says what it took. */
async function drawAlone(pages: number): Promise<void> {
  // The longest that something else in the process waited for its turn.
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const began = performance.now();
  const pdf = await drawPdf(paperOf(pages === 1 ? 20 : Math.round(pages * 28.4)));
  const ms = Math.round(performance.now() - began);
  clearInterval(watch);
  const found = [...pdf.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)].length;
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send?.({ pages: found, ms, memoryMb, bytes: pdf.length, longestWaitMs: Math.round(longest) });
}

/**
 * PDFs of 1 and of 300 pages, each in a process of its own: milliseconds, and the most memory that the whole process had
 * (resident, megabytes).
 */
export async function measureDocuments(): Promise<void> {
  const asked = Number(process.argv[3]);
  if (asked) return drawAlone(asked);
  const measured: unknown[] = [];
  for (const pages of [1, 300]) {
    const child = fork(process.argv[1] ?? '', ['documents', String(pages)]);
    measured.push(
      await new Promise((resolve, reject) =>
        child
          .once('message', resolve)
          .once('exit', (code) => code && reject(new Error(`Drawing ended with ${code}`))),
      ),
    );
  }
  console.log(JSON.stringify({ documents: measured }));
}
