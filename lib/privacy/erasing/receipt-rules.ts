import { register } from '../register';

/** Rows that an anonymising emptied or removed, by table in plain words, as they stand in the register. */
export const countRows = (counts: Record<string, number>): { table: string; label: string; n: number }[] =>
  Object.keys(register)
    .filter((table) => counts[table])
    .map((table) => ({ table, label: register[table]?.name ?? table, n: counts[table] ?? 0 }));
