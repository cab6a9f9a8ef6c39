import { type OfficeActor, readAs } from '@/db/session';
import type { Report, ReportKey, ReportTable } from '../document';
import { plainQuery, type ReportQuery } from '../range';
import { askReport, tellReport } from '../screens';

/** A report as a person of the office reads it at a moment. */
export async function readReport(
  person: OfficeActor,
  key: ReportKey,
  { at = new Date(), ...asked }: Partial<ReportQuery> & { at?: Date } = {},
): Promise<Report> {
  const query = { ...plainQuery, ...asked };
  const answers = await readAs(person, (tx) => askReport(tx, key, query, at));
  const told = tellReport(key, answers, query, person.role);
  if (!told) throw new Error(`There is no report ${key}`);
  return told.report;
}

export const days = (from: string, to: string) => ({ preset: 'days', from, to }) as const;

export function figureOf({ figures }: Report, label: string): number | null {
  const found = figures.find((figure) => figure.label === label);
  if (!found) throw new Error(`There is no figure ${label}`);
  return found.value;
}

export function tableOf({ tables }: Report, key: string): ReportTable {
  const found = tables.find((table) => table.key === key);
  if (!found) throw new Error(`There is no table ${key}`);
  return found;
}

/** What a column of a table adds up to, row by row. */
export function columnSum(report: Report, key: string, head: string): number {
  const { columns, rows } = tableOf(report, key);
  const at = columns.findIndex((column) => column.head === head);
  return rows.reduce((sum, { cells }) => sum + Number(cells[at] ?? 0), 0);
}
