export type ThrottleRate = { limit: number; periodMs: number; burst: number };

/**
 * Gives `count` run starts their moments (GCRA): up to `limit + burst` at once when a burst is configured,
 * then one each `period / limit`; without a burst all of them are that far apart. `arrivalAt` is the state to
 * store: the moment up to which starts are given away. All times in epoch milliseconds.
 */
export function allocateStarts(request: {
  rate: ThrottleRate;
  arrivalAt: number | undefined;
  now: number;
  count: number;
}): { starts: number[]; arrivalAt: number } {
  const { rate, now, count } = request;
  const interval = rate.periodMs / rate.limit;
  const capacity = rate.burst > 0 ? rate.limit + rate.burst : 1;
  let arrivalAt = Math.max(request.arrivalAt ?? now, now);
  const starts: number[] = [];
  for (let given = 0; given < count; given += 1) {
    starts.push(Math.max(now, arrivalAt + interval - capacity * interval));
    arrivalAt += interval;
  }
  return { starts, arrivalAt };
}
