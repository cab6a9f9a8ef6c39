import { madeOnce } from './engine';

/** Where a text is read: whose clock, and how numbers and dates are written there. */
export type Locality = { timeZone: string; locale: string };

/**
 * The locale to write in for a reader of that language ("en", "fr", "tw"): the company's own where it is of the
 * language. Figures and dates in Twi are written as in English.
 */
export function localeFor(language: string, home: string): string {
  const written = language === 'tw' ? 'en' : language;
  if (home.split('-')[0] === written) return home;
  return { en: 'en-GB', fr: 'fr-FR' }[written] ?? home;
}

/** A moment's figures on a wall clock. `month` 1–12, `weekday` 0 = Sunday. */
export type WallClock = {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

const clockOf = madeOnce(
  (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }),
);

function askOffset(timeZone: string, ms: number): number {
  const read: Record<string, string> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(ms)) read[type] = value;
  const year = read.era === 'BC' ? 1 - Number(read.year) : Number(read.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(read.month) - 1, Number(read.day));
  wall.setUTCHours(Number(read.hour), Number(read.minute), Number(read.second));
  return wall.getTime() - Math.floor(ms / 1000) * 1000;
}

/** Per zone: a day of UTC → its offset, NaN on days on which the clock is put forward or back. */
const daysOf = madeOnce((timeZone: string) =>
  madeOnce((day: number) => {
    const before = askOffset(timeZone, day * dayMs);
    return before === askOffset(timeZone, (day + 1) * dayMs - 1) ? before : Number.NaN;
  }, 5000),
);

/** What the zone's clocks are ahead of UTC at that instant, in milliseconds (Accra 0, New York −5 h in winter). */
export function offsetAt(timeZone: string, ms: number): number {
  const ofDay = daysOf(timeZone)(Math.floor(ms / dayMs));
  return Number.isNaN(ofDay) ? askOffset(timeZone, ms) : ofDay;
}

/** What the wall clock shows in that zone at that instant (milliseconds since 1970). Hours are 0–23. */
export function wallClock(timeZone: string, ms: number): WallClock {
  const wall = new Date(ms + offsetAt(timeZone, ms));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    weekday: wall.getUTCDay(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
  };
}

/**
 * When the wall clock in that zone shows the given figures, in milliseconds since 1970; `month` 1–12, and what runs over
 * counts on, as the 32nd of a month. Of an hour that comes twice the first is meant; one that the clock skips is as much
 * later as it was put forward.
 */
export function instantAt(
  timeZone: string,
  {
    year,
    month,
    day,
    hour = 0,
    minute = 0,
  }: { year: number; month: number; day: number; hour?: number; minute?: number },
): number {
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const [before, after] = [offsetAt(timeZone, wall - dayMs), offsetAt(timeZone, wall + dayMs)];
  const first = wall - before;
  if (before === after || offsetAt(timeZone, first) === before) return first;
  return offsetAt(timeZone, wall - after) === after ? wall - after : first;
}

/** Whether clocks in both zones show the same then: a reader in Abidjan needs no word about Ghana's time. */
export function sameClock(one: string, other: string, ms: number): boolean {
  return one === other || offsetAt(one, ms) === offsetAt(other, ms);
}

let readers: string | undefined;

/** The zone that the reader's own computer is in. In the browser only: the server's own is nobody's. */
export function readerZone(): string {
  readers ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return readers;
}

/** How far the zone is from UTC in words: "UTC", "UTC+5:30". */
export function formatOffset(timeZone: string, ms: number): string {
  const minutes = Math.round(offsetAt(timeZone, ms) / minuteMs);
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  const hours = Math.floor(Math.abs(minutes) / 60);
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** Zones that a whole country lives by; elsewhere people name the city. */
const countries = new Map(
  `Africa/Abidjan=Côte d’Ivoire Africa/Accra=Ghana Africa/Addis_Ababa=Ethiopia Africa/Algiers=Algeria
  Africa/Asmara=Eritrea Africa/Bamako=Mali Africa/Bangui=Central African Republic Africa/Banjul=Gambia
  Africa/Bissau=Guinea-Bissau Africa/Blantyre=Malawi Africa/Brazzaville=Congo Africa/Bujumbura=Burundi
  Africa/Cairo=Egypt Africa/Casablanca=Morocco Africa/Conakry=Guinea Africa/Dakar=Senegal
  Africa/Dar_es_Salaam=Tanzania Africa/Djibouti=Djibouti Africa/Douala=Cameroon Africa/Freetown=Sierra Leone
  Africa/Gaborone=Botswana Africa/Harare=Zimbabwe Africa/Johannesburg=South Africa Africa/Juba=South Sudan
  Africa/Kampala=Uganda Africa/Khartoum=Sudan Africa/Kigali=Rwanda Africa/Lagos=Nigeria
  Africa/Libreville=Gabon Africa/Lome=Togo Africa/Luanda=Angola Africa/Lusaka=Zambia
  Africa/Malabo=Equatorial Guinea Africa/Maputo=Mozambique Africa/Maseru=Lesotho Africa/Mbabane=Eswatini
  Africa/Mogadishu=Somalia Africa/Monrovia=Liberia Africa/Nairobi=Kenya Africa/Ndjamena=Chad
  Africa/Niamey=Niger Africa/Nouakchott=Mauritania Africa/Ouagadougou=Burkina Faso Africa/Porto-Novo=Benin
  Africa/Sao_Tome=São Tomé Africa/Tripoli=Libya Africa/Tunis=Tunisia Africa/Windhoek=Namibia
  Indian/Antananarivo=Madagascar Indian/Mauritius=Mauritius Indian/Mahe=Seychelles Atlantic/Cape_Verde=Cape Verde
  Europe/Amsterdam=Netherlands Europe/Athens=Greece Europe/Belgrade=Serbia Europe/Berlin=Germany
  Europe/Brussels=Belgium Europe/Bucharest=Romania Europe/Budapest=Hungary Europe/Copenhagen=Denmark
  Europe/Dublin=Ireland Europe/Helsinki=Finland Europe/Istanbul=Türkiye Europe/Kiev=Ukraine
  Europe/Kyiv=Ukraine Europe/London=UK Europe/Luxembourg=Luxembourg Europe/Malta=Malta Europe/Oslo=Norway
  Europe/Prague=Czech Europe/Rome=Italy Europe/Sofia=Bulgaria Europe/Stockholm=Sweden
  Europe/Vienna=Austria Europe/Warsaw=Poland Europe/Zagreb=Croatia Europe/Zurich=Switzerland
  Asia/Bangkok=Thailand Asia/Beirut=Lebanon Asia/Calcutta=India Asia/Colombo=Sri Lanka Asia/Dhaka=Bangladesh
  Asia/Dubai=UAE Asia/Ho_Chi_Minh=Vietnam Asia/Hong_Kong=Hong Kong Asia/Jerusalem=Israel
  Asia/Karachi=Pakistan Asia/Kathmandu=Nepal Asia/Kolkata=India Asia/Kuwait=Kuwait Asia/Manila=Philippines
  Asia/Qatar=Qatar Asia/Riyadh=Saudi Arabia Asia/Seoul=Korea Asia/Shanghai=China Asia/Singapore=Singapore
  Asia/Taipei=Taiwan Asia/Tokyo=Japan America/Barbados=Barbados America/Bogota=Colombia
  America/Caracas=Venezuela America/Guyana=Guyana America/Jamaica=Jamaica America/Lima=Peru
  America/Port_of_Spain=Trinidad`
    .split(/\s+(?=[A-Z]\w+\/)/)
    .map((entry) => entry.trim().split('=') as [string, string]),
);

/** The zone as a person says it: "Ghana time", "New York time"; "UTC+5" where it belongs to no place. */
export function zoneName(timeZone: string): string {
  const country = countries.get(timeZone);
  if (country) return `${country} time`;
  const place = timeZone.includes('/') && !timeZone.startsWith('Etc/') ? timeZone.split('/').at(-1) : '';
  return place ? `${place.replaceAll('_', ' ')} time` : formatOffset(timeZone, 0);
}
