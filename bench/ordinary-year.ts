import type { Hour } from '../lib/security/rules';

/** A person who works for the caterer of the year. */
type Worker = { id: string; manager: boolean; networks: string[]; browsers: Set<string>; phone: number };
export type SignIn = { userId: string; at: Date; network: string; browser: string };
export type Year = { days: number; hours: Hour[]; signIns: SignIn[] };

/** Numbers that are the same each time (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const dayMs = 86_400_000;

/**
 * A year of honest work at a caterer with two managers and eight others, hour by hour: offices from eight until six, events on
 * Fridays and Saturdays until after midnight, a double December, typos at the sign-in, a forgotten password a month, lists for
 * the accountant, prices of the season, new colleagues, new phones, and phones that move through mobile networks.
 */
export function ordinaryYear(seed: number, days = 365): Year {
  const random = numbers(seed);
  const chance = (share: number) => random() < share;
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  /** How often something happens that happens so often on average. */
  const about = (mean: number) => {
    let [n, left] = [0, Math.exp(-mean)];
    for (let p = random(); p > left; p *= random()) n += 1;
    return n;
  };
  const begin = Date.UTC(2025, 0, 1);
  const workers: Worker[] = Array.from({ length: 10 }, (_, at) => ({
    ...{ id: `person-${at}`, manager: at < 2, phone: 1 },
    networks: ['192.0.2.0', `198.51.${at}.0`],
    browsers: new Set([`desk-${at}`, `phone-${at}-1`]),
  }));
  const hours: Hour[] = [];
  const signIns: SignIn[] = [];
  const put = (at: number, userId: string | null, area: string, deed: Hour['deed'], n: number, size = n) => {
    if (n > 0) hours.push({ userId, hour: new Date(at - (at % 3_600_000)), area, deed, n, size });
  };

  for (let day = 0; day < days; day += 1) {
    const date = new Date(begin + day * dayMs);
    const weekday = date.getUTCDay();
    const busy = date.getUTCMonth() === 11 ? 2 : 1;
    const at = (hour: number, minute = 0) => date.getTime() + hour * 3_600_000 + minute * 60_000;
    // Robots try addresses that nobody has.
    for (let hour = 0; hour < 24; hour += 1) put(at(hour), null, 'people', 'failed', about(0.2));
    for (const worker of workers) {
      const { id, manager } = worker;
      const office = weekday >= 1 && weekday <= 5 && chance(0.92);
      const event = (weekday === 5 || weekday === 6) && chance(manager ? 0.3 : 0.6);
      if (!office && !event) continue;
      // A sign-in about every third day: sessions last.
      if (chance(0.3)) {
        if (chance(0.006)) {
          worker.phone += 1;
          worker.browsers.add(`phone-${id}-${worker.phone}`);
        }
        const mobile = chance(0.35);
        const network = mobile ? `203.0.${between(0, 40)}.0` : (worker.networks[between(0, 1)] ?? '');
        // Now and then a browser forgets, or somebody borrows a computer.
        const browser = chance(0.02)
          ? `other-${day}-${id}`
          : ([...worker.browsers][between(0, worker.browsers.size - 1)] ?? '');
        signIns.push({ userId: id, at: new Date(at(8)), network, browser });
        put(at(8), id, 'people', 'signed_in', 1);
        if (chance(0.12)) put(at(8), id, 'people', 'failed', between(1, 3));
        if (chance(0.01)) put(at(8), id, 'people', 'failed', between(4, 9));
      }
      if (office)
        for (let hour = 8; hour < 18; hour += 1) {
          if (chance(0.2)) continue;
          put(at(hour), id, 'customers', 'read', about(2.5 * busy));
          put(at(hour), id, 'customers', 'searched', about(6 * busy));
          put(at(hour), id, 'bookings', 'read', about(5 * busy));
          put(at(hour), id, 'bookings', 'changed', about(3 * busy));
          put(at(hour), id, 'bookings+', 'changed', about(20 * busy));
          put(at(hour), id, 'bookings', 'added', about(0.5 * busy));
          put(at(hour), id, 'messages', 'added', about(2 * busy));
          put(at(hour), id, 'menu', 'changed', about(0.3));
          put(at(hour), id, 'menu', 'removed', about(0.03));
          if (manager || chance(0.2)) put(at(hour), id, 'bookings', 'privilege', about(0.06 * busy));
        }
      if (event)
        for (const hour of [16, 17, 18, 19, 20, 21, 22, 23, 24, 25]) {
          // Through the tidying up only some are left, with little to do on a screen.
          if (hour >= 24 && chance(0.7)) continue;
          put(at(hour), id, 'bookings', 'read', about(hour >= 24 ? 1 : 2));
          put(at(hour), id, 'bookings', 'changed', about(hour >= 24 ? 0.8 : 1.5));
        }
      // The week's lists, the accountant's month, the season's prices, who comes and goes.
      if (office && chance(0.06)) put(at(11), id, 'bookings', 'exported', 1, between(40, 400));
      if (manager && date.getUTCDate() === 2 && id === 'person-0')
        put(at(10), id, 'money', 'exported', 2, between(300, 900));
      if (manager && office && chance(0.01)) put(at(15), id, 'customers', 'exported', 1, between(80, 420));
      if (manager && office && chance(0.008)) put(at(14), id, 'menu', 'changed', between(40, 130));
      if (manager && office && chance(0.035)) put(at(9), id, 'people', 'permission', between(1, 3));
    }
  }
  return { days, hours, signIns };
}
