import { capital } from '@/lib/platform/format/capital';
import { formatDateTime } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { Locality } from '@/lib/platform/format/zones';
import { subjects, wordOf } from './subjects';

/** One row of the trail as it is told. */
export type Entry = {
  action: string;
  tableName: string | null;
  changes: Record<string, [unknown, unknown]> | null;
  detail: Record<string, unknown> | null;
};
export type FieldChange = { field: string; label: string; before: string; after: string };
type Where = Locality & { currency: string };

const verbs: Record<string, string> = {
  insert: 'added',
  update: 'changed',
  delete: 'removed',
  read: 'looked at',
  downloaded: 'took along the file of',
};

/** What happened that is no change of a record. */
const happened: Record<string, string> = {
  signed_in: 'signed in',
  company_chosen: 'chose the company to work in',
  work_handed_over: 'handed over the open work of a colleague',
  password_changed: 'changed the password',
  password_reset: 'set a new password by a mailed link',
  sessions_ended: 'signed other devices out',
  signed_out: 'signed out',
  second_step_on: 'turned the second step on',
  second_step_off: 'turned the second step off',
  second_step_reset: 'took a colleague’s second step away',
  second_step_forgotten: 'was let in without a second step by whoever runs the installation',
  second_step_failed: 'tried a wrong code',
  recovery_code_used: 'used a recovery code',
  recovery_codes_made: 'made new recovery codes',
  sign_in_code_sent: 'sent a customer a code to sign in by',
  test_mail_sent: 'sent themselves a test mail',
  portal_invited: 'invited a customer to the portal',
  device_known: 'said that a new device is their own',
  sign_in_code_failed: 'tried a wrong code at the customers’ door',
  passkey_added: 'added a passkey',
  passkey_removed: 'removed a passkey',
  passkey_failed: 'tried a passkey that didn’t fit',
  passkey_copied: 'used a passkey that somebody copied; it opens nothing any more',
  identity_confirmed: 'proved again who they are',
  company_founded: 'made this company',
  sign_in_failed: 'failed to sign in',
  sign_in_limited: 'was kept from signing in after too many tries',
  access_refused: 'asked for what their role doesn’t allow',
  webhook_refused: 'sent a webhook that was refused',
  webhook_unrouted: 'sent a webhook for a number that nobody has',
  media_refused: 'named an attachment that isn’t theirs',
  automation_ran: 'ran a job of the automation',
  trail_retired: 'took a month out of the trail, into its file',
  file_downloaded: 'took a file of a comment',
  enquiries_tidied: 'tidied old enquiries away',
  person_exported: 'took along all that is kept of a customer',
  values_emptied: 'emptied personal values of the trail',
  old_data_removed: 'removed what is kept for so long only',
};

/** Lists that leave the house as a file. */
const taken: Record<string, string> = {
  exported: 'exported',
  export_downloaded: 'downloaded the file of',
};
const formats: Record<string, string> = { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF' };

function sayTaken(verb: string, { list, format, rows }: Record<string, unknown>): string {
  const what = `${verb} the list “${String(list).replaceAll('-', ' ')}” as ${formats[String(format)] ?? format}`;
  return `${what}, ${rows} ${rows === 1 ? 'row' : 'rows'}`;
}

/** What was done, without who did it: "changed a booking", "signed in". */
export function sayDeed({
  action,
  tableName,
  detail,
}: Pick<Entry, 'action' | 'tableName'> & { detail?: Entry['detail'] }): string {
  if (!tableName && taken[action] && detail) return sayTaken(taken[action], detail);
  if (!tableName) return happened[action] ?? action.replaceAll('_', ' ');
  if (action === 'searched') return `looked through the ${tableName.replaceAll('_', ' ')} for words`;
  const word = wordOf(tableName);
  const article = /s$/.test(word) ? '' : /^[aeiou]/.test(word) ? 'an ' : 'a ';
  return `${verbs[action] ?? action} ${article}${word}`;
}

/** Every field that differs, before and after; what says nothing to a person (keys, sums of others) comes last. */
export function sayChanges({ changes, detail, tableName }: Entry, where: Where): FieldChange[] {
  // Of what is no change of a row there is only what was said of it.
  if (!tableName || (!changes && detail))
    return Object.entries(detail ?? {})
      .filter(([field]) => !/Id$/.test(field))
      .map(([field, value]) => ({
        field,
        label: labelOf(field),
        before: '',
        after: sayValue(field, value, where),
      }));
  return Object.entries(changes ?? {})
    .filter(([field, [before, after]]) => !unsaid.has(field) && !(isNothing(before) && isNothing(after)))
    .map(([field, [before, after]]) => ({
      field,
      label: labelOf(field),
      before: sayValue(field, before, where),
      after: sayValue(field, after, where),
    }))
    .sort((one, other) => Number(isKey(one.field)) - Number(isKey(other.field)));
}

/** The record's own name among its changes, where it was added or removed. */
export function nameAmong(changes: Entry['changes']): string | undefined {
  for (const field of ['event_name', 'name', 'reference', 'email', 'title']) {
    const [before, after] = changes?.[field] ?? [];
    const name = after ?? before;
    if (typeof name === 'string' && name !== '' && name !== '[erased]') return name;
  }
  return undefined;
}

/** The address of a record's page, where it has one and is still there. */
export function hrefOf({ tableName, action }: Entry, rowId: string | null): string | undefined {
  return tableName && rowId && action !== 'delete' ? subjects[tableName]?.href?.(rowId) : undefined;
}

const unsaid = new Set([
  'id',
  'company_id',
  'venue_key',
  'search',
  'search_text',
  'version',
  'updated_at',
  'created_at',
]);
/** What a new record has where nobody said anything. */
const isNothing = (value: unknown) =>
  value === null || value === undefined || value === '' || value === 0 || value === false || isEmpty(value);
const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
const isKey = (field: string) => /_id$|_by$/.test(field);

const labels: Record<string, string> = {
  starts_at: 'Start',
  ends_at: 'End',
  dietary: 'Diets',
  avoids: 'Can’t eat',
  people: 'People',
  severe: 'Severe',
  guest: 'Guest',
  event_type: 'Type',
  event_name: 'Event',
  user_id: 'Person',
  epoch: 'Sign-ins that hold',
  password_hash: 'Password',
  auth_token_sealed: 'Twilio’s token',
  disabled_at: 'Deactivated',
};

function labelOf(field: string): string {
  return capital(labels[field] ?? spaced(field));
}

const spaced = (field: string) =>
  field
    .replace(/_(id|at)$/, '')
    .replaceAll('_', ' ')
    .replace(/[a-z][A-Z]/g, ([end = '', begin = '']) => `${end} ${begin.toLowerCase()}`);

/** Columns that hold minor units. */
const money =
  /^(.*_)?(total|subtotal|amount|paid|deposit|discount|price|cost|min_charge|value|threshold)$|^high_value/;
/** An instant as the trail keeps it; what somebody typed only begins like one. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/;
const key = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Longer texts are cut in the list; an entry's own page has them whole. */
const longest = 2000;

function sayValue(field: string, value: unknown, where: Where): string {
  if (value === null || value === undefined || value === '') return '';
  if (value === '[redacted]') return 'not shown';
  if (value === '[erased]') return 'removed';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number')
    return money.test(field) ? formatMoney(value, where.currency, where.locale) : String(value);
  if (typeof value === 'string') {
    if (instant.test(value)) return formatDateTime(value, where);
    if (key.test(value)) return `…${value.slice(-6)}`;
    return value.slice(0, longest);
  }
  if (isEmpty(value)) return '';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return JSON.stringify(value).slice(0, longest);
}
