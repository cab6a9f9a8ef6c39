import { formatEventStart } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatPercent } from '@/lib/platform/format/numbers';
import { type Status, statusWords } from './rules';

export const timelineKinds = ['change', 'message', 'payment', 'feedback'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that happened, as it is shown; goes to the browser as JSON. */
export type TimelineEntry = {
  id: string;
  at: Date;
  kind: TimelineKind;
  actor: string;
  title: string;
  /** Lines of detail: what changed, the message, the reason. */
  details: string[];
  tone: 'plain' | 'brand' | 'attention' | 'danger';
};

export type AuditRow = {
  id: number;
  at: Date;
  action: string;
  tableName: string;
  rowId: string;
  changes: Record<string, [unknown, unknown]> | null;
  userId: string | null;
  userName: string | null;
  role: string;
};

export type Saying = { currency: string; timeZone: string; locale: string; lineNames: Map<string, string> };

/** What a person would call the columns; those not named here are not worth a line. */
export const fieldWords: Record<string, string> = {
  customer_id: 'Customer',
  occasion_id: 'Occasion',
  event_name: 'Event',
  event_type: 'Type',
  service_style: 'Style',
  starts_at: 'Start',
  ends_at: 'End',
  venue: 'Venue',
  venue_address: 'Address',
  latitude: 'Latitude of the venue',
  longitude: 'Longitude of the venue',
  guests: 'Guests',
  guaranteed_guests: 'Guaranteed guests',
  actual_guests: 'Served guests',
  billed_guests: 'Billed guests',
  children: 'Children',
  vendor_meals: 'Meals for vendors',
  service_charge_rate: 'Service charge',
  arrived_at: 'Team arrived',
  total: 'Total',
  agreed_discount_reason: 'Discount',
  special_requests: 'Special requests',
  dietary: 'Diets',
};
const longTexts = new Set(['special_requests', 'dietary', 'customer_id']);

/** The trail's rows as people say it, newest first; what one person saved at once is one entry. */
export function describeChanges(rows: readonly AuditRow[], saying: Saying): TimelineEntry[] {
  return together(rows).flatMap((group) => {
    const entry = describeGroup(group, saying);
    return entry ? [entry] : [];
  });
}

const atOnce = 3000;

function together(rows: readonly AuditRow[]): AuditRow[][] {
  const groups: AuditRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const next = group?.at(-1);
    const joins =
      next &&
      isEdit(row) &&
      isEdit(next) &&
      next.userId === row.userId &&
      next.at.getTime() - row.at.getTime() < atOnce;
    if (group && joins) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** Columns and lines saved by one form; steps, payments and feedback stand for themselves. */
function isEdit({ tableName, action, changes }: AuditRow): boolean {
  if (tableName !== 'bookings') return tableName === 'booking_lines';
  return action === 'insert' || (!changes?.status && !changes?.paid);
}

function describeGroup(group: readonly AuditRow[], saying: Saying): TimelineEntry | undefined {
  const [newest] = group;
  if (!newest) return undefined;
  const created = group.find(({ tableName, action }) => tableName === 'bookings' && action === 'insert');
  const said = created
    ? { title: 'made this booking' }
    : (sayStep(newest) ?? sayOverride(newest) ?? sayQuote(newest) ?? sayEdit(group, saying));
  if (!said) return undefined;
  return {
    id: `audit-${newest.id}`,
    at: newest.at,
    kind: 'change',
    actor: newest.userName ?? 'The automation',
    details: [],
    tone: 'plain',
    ...said,
  };
}

type Said = Pick<TimelineEntry, 'title'> & Partial<Pick<TimelineEntry, 'details' | 'tone'>>;

const steps: Record<Status, string> = {
  enquiry: 'took the quote back',
  quoted: 'quoted a price',
  confirmed: 'confirmed the booking',
  in_progress: 'started the event',
  completed: 'completed the event',
  cancelled: 'cancelled the booking',
};

function sayStep({ tableName, changes }: AuditRow): Said | undefined {
  const to = changes?.status?.[1];
  if (tableName !== 'bookings' || typeof to !== 'string' || !(to in statusWords)) return undefined;
  const reason = changes?.cancel_reason?.[1];
  return {
    title: steps[to as Status],
    details: typeof reason === 'string' ? [reason] : [],
    tone: to === 'cancelled' ? 'danger' : 'brand',
  };
}

function sayOverride({ tableName, changes }: AuditRow): Said | undefined {
  if (tableName !== 'capacity_overrides') return undefined;
  const kinds = changes?.kinds?.[1];
  const all = (one: (kind: string) => boolean) => Array.isArray(kinds) && kinds.map(String).every(one);
  return {
    title: all((kind) => kind === 'deposit')
      ? 'went on without the deposit'
      : all((kind) => kind.startsWith('order_'))
        ? 'agreed to less than the minimum order'
        : 'went over the company’s limits',
    details: [String(changes?.reason?.[1] ?? '')],
    tone: 'attention',
  };
}

const quoteSteps: Record<string, Said> = {
  draft: { title: 'made a quote, not sent yet' },
  sent: { title: 'gave a quote', tone: 'brand' },
  accepted: { title: 'accepted the quote', tone: 'brand' },
  declined: { title: 'declined the quote', tone: 'attention' },
  void: { title: 'made the quote void', tone: 'attention' },
  expired: { title: 'let the quote run out' },
};

/** What became of a quote; `{status, [was, is]}` and the words that go with it. */
function sayQuote({ tableName, changes }: AuditRow): (Said & { actor?: string }) | undefined {
  if (tableName !== 'quotes') return undefined;
  const now = (key: string) => {
    const value = changes?.[key]?.[1];
    return typeof value === 'string' ? value : undefined;
  };
  const words = (...keys: string[]) => keys.flatMap((key) => now(key) ?? []);
  const step = quoteSteps[now('status') ?? ''];
  if (step) {
    const actor = now('accepted_name') ?? (now('status') === 'declined' ? customer : undefined);
    return {
      ...step,
      ...(actor && { actor }),
      details: words('by_hand', 'decline_reason').concat(endOf(now('end_reason'))),
    };
  }
  if (now('change_asked'))
    return {
      actor: customer,
      title: 'asked for another quote',
      details: words('change_asked'),
      tone: 'attention',
    };
  return now('seen_at') ? { actor: customer, title: 'looked at the quote' } : undefined;
}

const customer = 'The customer';
const ends: Record<string, string> = {
  changed: 'The booking was changed',
  replaced: 'A newer one took its place',
  confirmed: 'The booking was confirmed',
  cancelled: 'The booking was cancelled',
  withdrawn: 'It was taken back',
};
const endOf = (reason: string | undefined) => (reason ? [ends[reason] ?? reason] : []);

function sayEdit(group: readonly AuditRow[], saying: Saying): Said | undefined {
  const ofBooking = group.filter(({ tableName }) => tableName === 'bookings');
  const ofLines = group.filter(({ tableName }) => tableName === 'booking_lines');
  const fields = ofBooking.flatMap(({ changes }) => sayFields(changes ?? {}, saying));
  const lines = ofLines.flatMap((row) => sayLine(row, saying)).reverse();
  if (fields.length + lines.length === 0) return undefined;
  const title = lines.length === 0 ? 'changed the details' : 'changed the menu and services';
  return {
    title: fields.length > 0 && lines.length > 0 ? 'changed the booking' : title,
    details: [...lines, ...fields],
  };
}

function sayFields(changes: Record<string, [unknown, unknown]>, saying: Saying): string[] {
  return Object.entries(fieldWords).flatMap(([field, word]) => {
    const change = changes[field];
    if (!change) return [];
    if (longTexts.has(field)) return [`${word} changed`];
    if (field === 'occasion_id')
      return [change[1] ? 'Made part of an occasion' : 'Taken out of its occasion'];
    return [`${word}: ${sayChange(field, change, saying)}`];
  });
}

const sayChange = (field: string, [before, after]: [unknown, unknown], saying: Saying) =>
  `${sayValue(field, before, saying)} → ${sayValue(field, after, saying)}`;

function sayValue(field: string, value: unknown, { currency, locale, timeZone }: Saying): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (field === 'discount_rate' || field === 'service_charge_rate')
    return formatPercent(Number(value) / 10_000, locale, 2);
  if (field === 'total' || field === 'unit_price') return formatMoney(Number(value), currency, locale);
  if (field === 'starts_at' || field === 'ends_at' || field === 'arrived_at')
    return formatEventStart(String(value), { timeZone, locale });
  return String(value).replaceAll('_', ' ');
}

function sayLine({ action, rowId, changes }: AuditRow, saying: Saying): string[] {
  const { lineNames } = saying;
  const name = String(changes?.name?.[0] ?? changes?.name?.[1] ?? lineNames.get(rowId) ?? 'A line');
  const [before, after] = changes?.quantity ?? [];
  if (action === 'insert') return [`Added ${name} × ${after}`];
  if (action === 'delete') return [`Removed ${name} × ${before}`];
  return [
    ...(changes?.quantity ? [`${name}: ${before} → ${after}`] : []),
    ...(changes?.unit_price ? [`${name}: ${sayChange('unit_price', changes.unit_price, saying)}`] : []),
    ...(changes?.discount_rate
      ? [`${name}: ${sayChange('discount_rate', changes.discount_rate, saying)} off`]
      : []),
    ...(changes?.notes ? [`${name}: note changed`] : []),
  ];
}
