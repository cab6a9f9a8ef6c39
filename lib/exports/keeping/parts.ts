import 'server-only';
import { store } from '@/lib/platform/store/store';

/** The ending of a part: rows as JSON, of which a workbook is written in the end, or a part of the file itself. */
export type PartKind = 'csv' | 'xlsx' | 'json';
type Of = { companyId: string; id: string; generation: number };

/** Bytes of a part, about: what of a file is in memory at a time. */
export const partBytes = 1024 * 1024;

const keyOf = ({ companyId, id, generation }: Of, n: number, kind: PartKind) =>
  `${companyId}/exports/${id}/${generation}-${n}.${kind}`;

const types: Record<PartKind, string> = {
  csv: 'text/csv',
  xlsx: 'application/octet-stream',
  json: 'application/json',
};

export const putPart = (of: Of, n: number, kind: PartKind, bytes: Buffer) =>
  store().put(keyOf(of, n, kind), bytes, types[kind]);

/** Throws where a part isn't there: the file would be a half one. */
export async function getPart(of: Of, n: number, kind: PartKind): Promise<Buffer> {
  const bytes = await store().get(keyOf(of, n, kind));
  if (!bytes) throw new Error(`Part ${n} of the export ${of.id} is gone`);
  return bytes;
}

type Made = Of & { format: 'csv' | 'xlsx'; rowParts: number; fileParts: number };

/** What a file was written from. */
export async function removeRows(of: Made): Promise<void> {
  for (let n = 1; n <= of.rowParts; n += 1) await store().remove(keyOf(of, n, 'json'));
}

/** All that may lie in the store of an export, also a part whose row a process that died didn't write. */
export async function removeParts(of: Made): Promise<void> {
  const last = Math.max(of.rowParts, of.fileParts) + 1;
  const kinds: PartKind[] = of.format === 'csv' ? ['csv'] : ['json', 'xlsx'];
  for (let n = 1; n <= last; n += 1) for (const kind of kinds) await store().remove(keyOf(of, n, kind));
}
