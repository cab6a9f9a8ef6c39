import 'server-only';
import { and, type SQL, sql } from 'drizzle-orm';

/** That a text holds every word that was searched for; with none that can fit, nothing does. */
export function holdsWords(text: SQL, patterns: readonly unknown[]): SQL | undefined {
  if (patterns.length === 0) return sql`false`;
  return and(...patterns.map((pattern) => sql`fold_text(${text}) like fold_text(${pattern})`));
}
