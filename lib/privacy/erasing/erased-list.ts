import 'server-only';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { erasureReasons } from '@/db/enums';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';

const line = z.object({
  companyId: z.uuid(),
  customerId: z.uuid(),
  why: z.enum(erasureReasons),
  at: z.iso.datetime(),
});
export type Erased = z.infer<typeof line>;

/** Beside the backups and not in them: what was anonymised after one was made is done again when it is restored. */
const listPath = () => join(env().CATER_DATA, 'anonymised.jsonl');

/** Notes who was anonymised, by ids alone. A host without a disk of its own has backups of its own: there it is only logged. */
export async function rememberErased(erased: Erased): Promise<void> {
  try {
    await mkdir(env().CATER_DATA, { recursive: true });
    await appendFile(listPath(), `${JSON.stringify(erased)}\n`, { mode: 0o600 });
  } catch (error) {
    log.warn({ error, ...erased }, 'anonymised, but not noted for a restore: keep this line');
  }
}

/** Everybody who was anonymised on this installation, each once; lines that a crash cut off are left out. */
export async function readErased(): Promise<Erased[]> {
  const text = await readFile(listPath(), 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const found = new Map<string, Erased>();
  for (const one of text.split('\n')) {
    const read = line.safeParse(parsed(one));
    if (read.success) found.set(read.data.customerId, read.data);
  }
  return [...found.values()];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
