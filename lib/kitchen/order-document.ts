import type { GuestDiet } from '@/lib/bookings/diets/queries';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import type { BookingDetail } from '@/lib/bookings/queries';
import type { BookingTask } from '@/lib/bookings/tasks/queries';
import { type Party, sayChange, type Version } from '@/lib/bookings/versions/rules';
import { mapHref } from '@/lib/messaging/conversations/pin';
import { fileName, type Letterhead, type PaperDocument, type Part, type Row } from '@/lib/paper/document';
import { formatDateTime, formatEventStart, formatFullDay, formatTime } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Locality } from '@/lib/platform/format/zones';
import { lineAmount } from '@/lib/pricing/rules';
import { taxRows } from '@/lib/pricing/tax/words';
import { type Copy, changesSince, knownTo, newestOf } from './copy-rules';
import { dietLines } from './diet-lines';
import { type KitchenWords, kitchenWords } from './words';

export type OrderData = {
  detail: BookingDetail;
  heads: readonly { id: string; category: string | null; at: number | null; service: string | null }[];
  team: readonly { name: string }[];
  tasks: readonly BookingTask[];
  versions: readonly Version[];
  known: readonly { party: Party; number: number; at: Date; by: string | null }[];
  diets: readonly GuestDiet[];
  letterhead: Letterhead;
};

type Reading = Locality & { currency: string; now: Date; publicUrl: string };

/** A booking as those work by it who cook, serve and drive: the kitchen's, the service's, the driver's or the office's copy. */
export function orderDocument(data: OrderData, copy: Copy, reading: Reading): PaperDocument {
  const { booking } = data.detail;
  const words = kitchenWords[data.letterhead.language];
  const newest = newestOf(data.versions);
  const state = newest ? `${words.version} ${newest}` : words.draft;
  const parts: (Part | undefined)[] = [
    booking.status === 'cancelled'
      ? { kind: 'box', tone: 'danger', title: words.cancelled, lines: [] }
      : undefined,
    changesPart(data, copy, words, reading),
    factsPart(data, words, reading),
    dietsPart(data, words),
    menuPart(data, words, reading),
    servicesPart(data, words, reading),
    booking.specialRequests
      ? { kind: 'box', tone: 'plain', title: words.notes, lines: [booking.specialRequests] }
      : undefined,
    tasksPart(data, words, reading),
    ...(copy === 'office' ? moneyParts(data, words, reading) : []),
    newest > 0 ? knowsPart(data, words, reading) : undefined,
    { kind: 'signatures', fields: Object.values(words.parties) },
  ];
  return {
    title: words.order,
    number: `${booking.reference} · ${state} · ${words.copies[copy]}`,
    subtitle: booking.eventName,
    file: fileName('BEO', booking.reference, newest ? `v${newest}` : 'draft', copy),
    letterhead: data.letterhead,
    code: {
      address: `${reading.publicUrl}/bookings/${booking.id}/order/${newest}`,
      caption: words.isCurrent,
    },
    printed: `${words.printed} ${formatDateTime(reading.now, reading)}`,
    parts: parts.filter((part) => part !== undefined),
  };
}

/** Against the version that the reader of the copy last knew; the office reads all that changed since it was agreed. */
function changesPart(
  { versions }: OrderData,
  copy: Copy,
  words: KitchenWords,
  where: Reading,
): Part | undefined {
  const since = copy === 'office' ? 1 : knownTo(versions, copy);
  const changes = changesSince(versions, since);
  if (changes.length === 0) return undefined;
  return {
    kind: 'box',
    tone: 'attention',
    title: copy === 'office' ? words.changes : words.changesSince(since),
    lines: changes.map((change) => `•  ${sayChange(change, where)}`),
  };
}

function factsPart({ detail, team }: OrderData, words: KitchenWords, where: Reading): Part {
  const { booking, customer } = detail;
  const count = (value: number) => formatCount(value, where.locale);
  const counts = [
    words.expected(count(booking.guests)),
    booking.guaranteedGuests === null ? '' : words.guaranteed(count(booking.guaranteedGuests)),
  ];
  const pin =
    booking.latitude !== null && booking.longitude !== null
      ? mapHref({ latitude: booking.latitude, longitude: booking.longitude, label: null })
      : undefined;
  return {
    kind: 'facts',
    facts: [
      { label: words.when, value: formatFullDay(booking.startsAt, where), strong: true },
      {
        label: words.serve,
        value: `${formatTime(booking.startsAt, where)} – ${formatTime(booking.endsAt, where)}`,
        strong: true,
      },
      { label: words.venue, value: booking.venue, strong: true },
      { label: words.access, value: booking.venueAddress ?? '' },
      { label: words.client, value: customer.name },
      {
        label: words.phone,
        value: customer.phone ?? '',
        href: customer.phone ? `tel:${customer.phone}` : undefined,
      },
      { label: words.guests, value: counts.filter(Boolean).join('\n'), strong: true },
      { label: words.style, value: booking.serviceStyle ? words.styles[booking.serviceStyle] : '' },
      { label: words.children, value: booking.children ? count(booking.children) : '' },
      { label: words.vendorMeals, value: booking.vendorMeals ? count(booking.vendorMeals) : '' },
      { label: words.team, value: team.map(({ name }) => name).join(', ') },
      { label: words.map, value: pin ?? '', href: pin },
    ],
  };
}

function dietsPart({ detail, diets }: OrderData, words: KitchenWords): Part | undefined {
  const lines = dietLines(diets, detail.booking.dietNotes, words);
  return lines.length > 0 ? { kind: 'box', tone: 'danger', title: words.diets, lines } : undefined;
}

function menuPart({ detail, heads }: OrderData, words: KitchenWords, { locale }: Reading): Part {
  const headOf = new Map(heads.map((head) => [head.id, head]));
  const groups = new Map<string, { at: number; rows: Row[] }>();
  for (const line of detail.lines.filter(({ kind }) => kind === 'menu')) {
    const packaged = line.choices !== undefined || line.thing.kind === 'package';
    const head = headOf.get(line.id);
    const name = packaged ? words.packages : (head?.category ?? words.dishes);
    const group = groups.get(name) ?? { at: packaged ? -1 : (head?.at ?? 10_000), rows: [] };
    groups.set(name, group);
    group.rows.push({ cells: [line.name, quantityOf(line, words, locale)], note: line.notes ?? undefined });
    for (const { course, name: dish } of line.choices ?? [])
      group.rows.push({ cells: [`${course}: ${dish}`, ''], look: 'part' });
  }
  const ordered = [...groups].sort(([, one], [, other]) => one.at - other.at);
  return {
    kind: 'table',
    title: words.menu,
    columns: [{ head: words.dish }, { head: words.quantity, width: 120, align: 'end' }],
    rows: ordered.flatMap(([name, { rows }]) => [{ cells: [name], look: 'group' as const }, ...rows]),
    empty: '–',
  };
}

type Counted = { quantity: number; unit?: string | null | undefined; feeds?: number | null | undefined };

/** "75 portions", "8 trays for 10"; a line older than units is a number. */
export function quantityOf({ quantity, unit, feeds }: Counted, words: KitchenWords, locale: string): string {
  const number = formatCount(quantity, locale);
  if (unit === 'guest') return `${number} ${words.portions}`;
  if (unit === 'tray') return `${number} ${words.trays(feeds ?? 1)}`;
  if (unit === 'hour') return `${number} ${words.hours}`;
  return unit === 'item' ? `${number} ${words.pieces}` : number;
}

function servicesPart(
  { detail, heads }: OrderData,
  words: KitchenWords,
  { locale }: Reading,
): Part | undefined {
  const kindOf = new Map(heads.map((head) => [head.id, head.service]));
  const rows = detail.lines
    .filter(({ kind }) => kind === 'service')
    .map((line) => {
      const kind = kindOf.get(line.id) as keyof KitchenWords['kinds'] | null | undefined;
      return {
        cells: [
          line.name,
          kind ? words.kinds[kind] : '', // Two waiters are no pieces.
          line.unit === 'hour' ? quantityOf(line, words, locale) : formatCount(line.quantity, locale),
        ],
        note: line.notes ?? undefined,
      };
    });
  if (rows.length === 0) return undefined;
  return {
    kind: 'table',
    title: words.services,
    columns: [
      { head: words.service },
      { head: '', width: 110 },
      { head: words.quantity, width: 120, align: 'end' },
    ],
    rows,
  };
}

function tasksPart({ tasks }: OrderData, words: KitchenWords, where: Reading): Part | undefined {
  const open = tasks.filter(({ doneAt }) => !doneAt);
  if (open.length === 0) return undefined;
  return {
    kind: 'ticks',
    title: words.tasks,
    items: open.map(({ title, dueAt, assignee }) =>
      [title, dueAt && formatEventStart(dueAt, where), assignee].filter(Boolean).join(' · '),
    ),
  };
}

function moneyParts(
  { detail, letterhead }: OrderData,
  words: KitchenWords,
  { currency, locale }: Reading,
): Part[] {
  const { booking, lines } = detail;
  const taxes = taxRows(booking.tax, locale, letterhead.language);
  const said = (rows: typeof taxes.added) =>
    rows.map(({ label, amount }) => ({ label, amount: money(amount) }));
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const optional = (label: string, minor: number) => (minor ? [{ label, amount: money(minor) }] : []);
  return [
    {
      kind: 'table',
      title: words.money,
      columns: [
        { head: words.item },
        { head: words.quantity, width: 70, align: 'end' },
        { head: words.amount, width: 120, align: 'end' },
      ],
      rows: lines.map((line) => ({
        cells: [line.name, formatCount(line.quantity, locale), money(lineAmount(line))],
      })),
    },
    {
      kind: 'totals',
      rows: [
        { label: words.subtotal, amount: money(booking.subtotal) },
        ...optional(words.discount, -booking.discount),
        ...optional(words.serviceCharge, booking.serviceCharge),
        ...said(taxes.added),
        { label: words.total, amount: money(booking.total), strong: true },
        ...said(taxes.within),
        ...optional(words.deposit, booking.deposit),
        { label: words.paid, amount: money(booking.paid) },
        { label: words.balance, amount: money(leftToPay(booking)), strong: true },
      ],
    },
  ];
}

function knowsPart({ versions, known }: OrderData, words: KitchenWords, where: Reading): Part {
  const newest = newestOf(versions);
  return {
    kind: 'table',
    title: words.knows,
    columns: [{ head: words.party, width: 100 }, { head: words.versionHead }, { head: words.by }],
    rows: (Object.keys(words.parties) as Party[]).map((party) => {
      const said = known.find((one) => one.party === party);
      const waits = knownTo(versions, party) < newest;
      const state = [said && words.knowsNumber(said.number), waits && words.notYet(newest)].filter(Boolean);
      return {
        cells: [
          words.parties[party],
          state.join('; ') || words.asAgreed,
          said ? `${said.by ?? ''}, ${formatEventStart(said.at, where)}` : '',
        ],
      };
    }),
  };
}
