const units: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of a duration as Inngest writes it (`1d2h30m`, `90s`). Throws on anything else. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw new Error(`"${text}" is not a duration`);
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0);
}

/** How long a step waits: milliseconds from now, or until an instant. */
export type Wait = { after: number } | { until: string };

/**
 * Reads a duration or an ISO date as the SDK writes it. An instant stays one: turned into a wait by this clock and
 * back by the database's, it would come early by what the two differ. Throws on anything else.
 */
export function parseWait(text: string): Wait {
  // The SDK writes a sleep of zero as an empty string.
  if (text === '') return { after: 0 };
  const instant = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? { after: parseDuration(text) } : { until: new Date(instant).toISOString() };
}
