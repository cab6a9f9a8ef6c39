import { performance } from 'node:perf_hooks';
import { checkRows } from '@/lib/imports/checking/check-import';
import { fieldsOf } from '@/lib/imports/kinds';
import { guessColumns } from '@/lib/imports/mapping/guess-columns';
import { addImport, chooseColumns, startImport, undoImport } from '@/lib/imports/mutations';
import { undoRows } from '@/lib/imports/undoing/undo-import';
import { writeImport } from '@/lib/imports/writing/write-import';
import { openCompany } from './many-bookings';

const rows = 10_000;

const lists = {
  customers: {
    head: 'Name,Phone,E-mail,Notes',
    row: (n: number) => `Customer ${n},02${44_000_000 + n},c${n}@example.com,"Met at the fair, twice"`,
  },
  bookings: {
    head: 'Booking Reference,Customer/Name,Customer/Phone,Event Name,Event Type,Event Date,Event End Date,Venue,Guest Count,Status,Total Amount',
    row: (n: number) =>
      `OLD${n},Customer ${n % 3000},02${45_000_000 + (n % 3000)},Event ${n},Wedding,20${n % 2 ? 19 : 89}-${10 + (n % 3)}-${10 + (n % 18)} 12:00:00,20${n % 2 ? 19 : 89}-${10 + (n % 3)}-${10 + (n % 18)} 18:00:00,Hall ${n % 40},${20 + (n % 300)},${n % 2 ? 'completed' : 'confirmed'},2501.25`,
  },
};
type Kind = keyof typeof lists;

/**
 * Brings 10,000 customers and bookings along and takes them back: rows a second of each step, and the memory it takes. One kind
 * alone by the argument.
 */
export async function measureImports(): Promise<void> {
  const asked = process.argv[3];
  for (const kind of ['customers', 'bookings'] as const) if (!asked || asked === kind) await measure(kind);
}

async function measure(kind: Kind): Promise<void> {
  const { company, close } = await openCompany();
  const actor = company.manager;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const perSecond: Record<string, number> = {};
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await work();
    perSecond[step] = Math.round(rows / ((performance.now() - began) / 1000));
    return result;
  };
  try {
    const before = process.memoryUsage().rss;
    const bytes = Buffer.from(
      `${lists[kind].head}\n${Array.from({ length: rows }, (_, n) => lists[kind].row(n)).join('\n')}\n`,
    );
    const { id } = await timed('read', () => addImport(actor, { kind, bytes, name: `${kind}.csv` }));
    const mapping = guessColumns(fieldsOf[kind], lists[kind].head.split(','));
    await chooseColumns(actor, { id, mapping, existing: 'update', dayOrder: null });
    await timed('check', async () => {
      while (await checkRows(actor, id, new Date()));
    });
    await startImport(actor, { id, skipBad: false });
    const became = await timed('write', () => writeImport(actor, id, new Date()));
    await undoImport(actor, { id });
    await timed('undo', async () => {
      while (await undoRows(actor, id));
    });
    const mb = (bytesHeld: number) => Math.round(bytesHeld / 1024 / 1024);
    console.log(
      JSON.stringify({
        bench: 'imports',
        kind,
        rows,
        became,
        rowsPerSecond: perSecond,
        memoryBeforeMb: mb(before),
        memoryMostMb: mb(most),
      }),
    );
  } finally {
    clearInterval(watch);
    await close();
  }
}
