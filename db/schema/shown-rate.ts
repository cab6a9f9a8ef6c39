/** What one unit of another currency cost in the company's, as decimal text, by the rate from a day on; for showing totals alone. */
export type ShownRate = { currency: string; rate: string; validFrom: string };
