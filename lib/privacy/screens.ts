import 'server-only';
import { consentPurposes } from '@/db/enums';
import { currentWording, purposes } from '@/lib/messaging/consent/purpose-words';
import { askWordings } from '@/lib/messaging/consent/purposes';
import { askLetterhead, tellLetterhead } from '@/lib/paper/letterhead/queries';
import { idAt, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { receiptPaper } from './erasing/receipt-paper';
import { countRows } from './erasing/receipt-rules';
import { sayBlockers } from './erasing/rules';
import { askKeeping } from './keeping/queries';
import { recordOf } from './processing-record';
import { tellPurposes } from './purposes-rules';
import { askAgreed, askErasures, askOwnSaid, askPerson, askReceipt } from './queries';
import { register } from './register';

const nothingSet = {
  ...{ messagesMonths: null, mediaMonths: null, enquiriesMonths: null, photosMonths: null },
  ...{ billsYears: null, version: 0 },
};

/** What people are asked, for how long things are kept, and who was anonymised. */
export const privacyScreen = screen({
  permission: 'privacy.manage',
  input: () => 'privacy' as const,
  ask: (tx) => [askWordings(tx), askAgreed(tx), askKeeping(tx), askErasures(tx)] as const,
  tell: ([wordings, agreed, [keeping], erased], _input, { identity: { confirmed } }) => ({
    confirmed,
    keeping: keeping ?? nothingSet,
    erased,
    purposes: consentPurposes.map((purpose) => ({
      purpose,
      ...purposes[purpose],
      now: currentWording(purpose, wordings),
      before: wordings.filter((one) => one.purpose === purpose).slice(1),
      agreed: agreed.filter((one) => one.purpose === purpose),
    })),
  }),
});

/** What is kept of one customer, what they agreed to, and what anonymising would do. */
export const personScreen = screen({
  permission: 'privacy.manage',
  input: idAt('id'),
  ask: askPerson,
  moved: ([[person]]) => (person?.mergedInto ? `/customers/${person.mergedInto}/privacy` : undefined),
  tell: ([[person], reached, blockers, [receipt], wordings, said], _id, { identity: { confirmed } }) =>
    person && !person.mergedInto
      ? {
          confirmed,
          person,
          receipt: receipt ? { ...receipt, rows: countRows(receipt.counts ?? {}) } : null,
          reached: [...reached].map(({ name, n }) => ({
            table: name,
            label: register[name]?.name ?? name,
            n,
          })),
          blockers: sayBlockers([...blockers].filter(({ code }) => code !== 'done')),
          purposes: tellPurposes(wordings, said),
        }
      : undefined,
});

/** What a client agreed to, and their own data to take along. */
export const ownPrivacyScreen = screen({
  permission: 'portal.privacy',
  input: () => 'me' as const,
  ask: (tx) => [askWordings(tx), askOwnSaid(tx)] as const,
  tell: ([wordings, said]) => ({ purposes: tellPurposes(wordings, said) }),
});

/** The record of processing: what is kept, of whom, why and for how long. */
export const recordScreen = screen({
  permission: 'privacy.manage',
  input: () => 'record' as const,
  ask: (tx) => [askKeeping(tx)] as const,
  tell: ([[keeping]]) => ({ parts: recordOf(keeping ?? nothingSet) }),
});

/** The same as a file, a table a row. */
export const recordFile = sheetScreen({
  permission: 'privacy.manage',
  input: () => 'record' as const,
  ask: (tx) => [askKeeping(tx)] as const,
  tell: ([[keeping]]) => ({
    rows: recordOf(keeping ?? nothingSet).flatMap(({ tables, ...part }) =>
      tables.map((table) => ({ ...part, ...table })),
    ),
    next: undefined,
  }),
  count: async () => [{ n: Object.keys(register).length }],
});

/** The receipt of an anonymising, as a paper. */
export const receiptScreen = screen({
  permission: 'privacy.manage',
  input: idAt('id'),
  ask: (tx, id) => [askLetterhead(tx), askReceipt(tx, { id })] as const,
  tell: ([[letterhead], [receipt]], _id, { identity }) =>
    letterhead && receipt?.state === 'done'
      ? { paper: receiptPaper(receipt, tellLetterhead(letterhead), identity) }
      : undefined,
});
