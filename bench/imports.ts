import { performance } from 'node:perf_hooks';
import { checkRows } from '@/lib/imports/checking/check-import';
import { addImport, chooseColumns, startImport, undoImport } from '@/lib/imports/mutations';
import { undoRows } from '@/lib/imports/undoing/undo-import';
import { writeImport } from '@/lib/imports/writing/write-import';
import { openCompany } from './many-bookings';

const rows = 10_000;

/** Brings 10,000 customers along and takes them back: rows a second of each step, and the memory it takes. */
export async function measureImports(): Promise<void> {
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
      `Name,Phone,E-mail,Notes\n${Array.from({ length: rows }, (_, n) => `Customer ${n},02${44_000_000 + n},c${n}@example.com,"Met at the fair, twice"`).join('\n')}\n`,
    );
    const { id } = await timed('read', () =>
      addImport(actor, { kind: 'customers', bytes, name: 'customers.csv' }),
    );
    const mapping = { name: 0, phone: 1, email: 2, notes: 3 };
    await chooseColumns(actor, { id, mapping, existing: 'update' });
    await timed('check', async () => {
      while (await checkRows(actor, id));
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
