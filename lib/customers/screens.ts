import 'server-only';
import { z } from 'zod';
import { countRows } from '@/db/prepared';
import { askWhoLooked, tellWhoLooked } from '@/lib/audit/reads';
import { askHistory, tellHistory } from '@/lib/audit/record-history';
import { may } from '@/lib/auth/permissions';
import { askComments, tellComments } from '@/lib/comments/queries';
import { askViews, tellViews } from '@/lib/lists/queries';
import { csvPage } from '@/lib/platform/csv';
import { dayKey } from '@/lib/platform/format/dates';
import { idAt, nothingAsked, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { askPricing, pricingOf } from '@/lib/pricing/queries';
import { askCurrencies } from '@/lib/pricing/rates/queries';
import { taxOffer } from '@/lib/pricing/tax/rules';
import { exemptionOf } from './billing/rules';
import { valuesOf } from './form-values';
import { customerFilter } from './list-filter';
import { askKept, askPairs, askSides, tellPairs, tellSides } from './merge-queries';
import { previewMerge } from './merge-rules';
import { askPortal, tellPortal } from './portal-queries';
import {
  askCustomer,
  askCustomerRows,
  askCustomers,
  tellCustomer,
  tellCustomerRows,
  tellCustomers,
} from './queries';
import { askStory, tellStory } from './story-queries';

/** The company's customers by name. */
export const customersScreen = screen({
  permission: 'customers.read',
  input: ({ search }) => customerFilter.read(search),
  reads: ({ q }) => (q ? { deed: 'searched', source: 'customers', id: null } : undefined),
  ask: (tx, filter) => [...askCustomers(tx, filter), askViews(tx, 'customers')] as const,
  tell: ([rows, count, views], filter, { identity }) => ({
    filter,
    mayAdd: may(identity.role, 'customers.write'),
    mayImport: may(identity.role, 'imports.run'),
    ...tellCustomers([rows, count], filter),
    looks: tellViews(views, 'customers', { at: customerFilter.at(filter), role: identity.role }),
  }),
});

/** The same as a file. */
export const customersFile = sheetScreen({
  permission: 'customers.read',
  input: ({ search }) => customerFilter.read(search),
  ask: (tx, filter) => askCustomerRows(tx, filter, csvPage),
  tell: (answers, filter) => tellCustomerRows(answers, filter, csvPage),
  count: (tx, filter, _now, most) => countRows(askCustomerRows(tx, filter, most)[0]),
});

/** One customer: their bookings, what they allow, who they are. */
export const customerScreen = screen({
  permission: 'customers.read',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'customers', id }),
  ask: (tx, id, now) =>
    [
      ...[askKept(tx, { id }), askCurrencies(tx), askHistory(tx, 'customer', id)],
      askWhoLooked(tx, 'customers', id, now),
      askPortal(tx, { id }),
      ...askComments(tx, id),
      ...askPricing(tx),
      ...askCustomer(tx, id),
      ...askStory(tx, id, now),
    ] as const,
  moved: ([[kept]]) => kept && `/customers/${kept.id}`,
  tell: (
    [
      _kept,
      currencies,
      history,
      lookers,
      portal,
      said,
      colleagues,
      waits,
      priced,
      profiles,
      found,
      held,
      consented,
      company,
      ...story
    ],
    id,
    { identity, now },
  ) => {
    const detail = tellCustomer([found, held, consented, company]);
    if (!detail) return undefined;
    const exemption = exemptionOf(detail.customer);
    const offered = { pricing: pricingOf(priced, profiles), exemption, prices: false };
    return {
      ...detail,
      bookings: detail.bookings.map(({ tax: _, ...booking }) => booking),
      exemption,
      currencies: currencies.map(({ currency }) => currency),
      today: dayKey(now, identity.timeZone),
      /** Open bookings whose tax isn't what their record says now. */
      taxed: detail.bookings
        .filter((stored) => taxOffer({ ...offered, stored }))
        .map(({ id, reference, eventName }) => ({ id, reference, eventName })),
      story: tellStory(story),
      portal: tellPortal(portal),
      talk: tellComments([said, colleagues, waits], { kind: 'customer', id }, { identity, now }),
      history: tellHistory(history, identity),
      /** Nobody, for those who aren't managers. */
      lookers: tellWhoLooked(lookers),
      mayEdit: may(identity.role, 'customers.write') && !detail.customer.anonymisedAt,
      mayBill: may(identity.role, 'customers.billing') && !detail.customer.anonymisedAt,
      mayMerge: may(identity.role, 'customers.merge') && !detail.customer.anonymisedAt,
      mayPrivacy: may(identity.role, 'privacy.manage'),
    };
  },
});

/** Pairs that may be one person. */
export const duplicatesScreen = screen({
  permission: 'customers.merge',
  input: () => 'pairs' as const,
  ask: (tx) => [askPairs(tx)] as const,
  tell: ([pairs]) => ({ pairs: tellPairs(pairs) }),
});

/** What a merge would make of two records; `with` names the one that becomes part of the other. */
export const mergeScreen = screen({
  permission: 'customers.merge',
  input: (address) => {
    const [kept, gone] = [idAt('id')(address), address.search.with];
    return kept && typeof gone === 'string' && z.uuid().safeParse(gone).success && kept !== gone
      ? { kept, gone }
      : undefined;
  },
  ask: (tx, { kept, gone }) => askSides(tx, kept, gone),
  tell: (answers, { kept, gone }, { identity: { locale } }) => {
    const sides = tellSides(answers, kept, gone);
    return sides && !sides.keep.erased && !sides.go.erased
      ? { ...sides, locale, preview: previewMerge(sides) }
      : undefined;
  },
});

/** A customer's form as it is stored now. */
export const editCustomerScreen = screen({
  permission: 'customers.write',
  input: idAt('id'),
  reads: (id) => ({ deed: 'read', source: 'customers', id }),
  ask: askCustomer,
  tell: (answers) => {
    const detail = tellCustomer(answers);
    if (!detail || detail.customer.anonymisedAt) return undefined;
    const { customer } = detail;
    const { id, name, version } = customer;
    return { id, name, version, values: valuesOf(customer) };
  },
});

/** An empty form; `booking` where a booking waits for the new customer. */
export const newCustomerScreen = screen({
  permission: 'customers.write',
  input: ({ search }) => ({ for: search.for === 'booking' ? ('booking' as const) : undefined }),
  ask: nothingAsked,
  tell: (_, input) => input,
});
