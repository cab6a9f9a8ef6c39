import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { cancelForm } from '@/lib/bookings/cancelling/schema';
import { limitsForm } from '@/lib/bookings/capacity/schema';
import { dietForm } from '@/lib/bookings/diets/schema';
import { minimumForm } from '@/lib/bookings/minimums/schema';
import { countForm } from '@/lib/bookings/money/cash-up/schema';
import { paymentForm } from '@/lib/bookings/money/schema';
import { discountForm, lineTermsForm } from '@/lib/bookings/price-schema';
import { planForm } from '@/lib/bookings/schedule/schema';
import { taskForm } from '@/lib/bookings/tasks/schema';
import { remedyForm } from '@/lib/cases/schema';
import { billingForm } from '@/lib/customers/billing/schema';
import { enquiryForm, publicForm } from '@/lib/enquiries/schema';
import { heardForm } from '@/lib/feedback/schema';
import { packageForm } from '@/lib/menu/packages/schema';
import { dishForm } from '@/lib/menu/schema';
import { senderForm } from '@/lib/messaging/schema';
import { quoteForm } from '@/lib/quotes/schema';

const place = { currency: 'GHS', locale: 'en-GH' };
const id = '0198c1f2-0000-7000-8000-000000000001';
const long = 'a'.repeat(5000);

/** A form, what is typed into it, and each field that somebody has to put right. */
const cases: [string, z.ZodType, Record<string, unknown>, string[]][] = [
  [
    'cancelling',
    cancelForm(place),
    { reason: '', fee: '1,,5', feeReason: long },
    ['reason', 'fee', 'feeReason'],
  ],
  ['the cash-up', countForm(place), { counted: '12,50', note: long }, ['counted', 'note']],
  [
    'a payment',
    paymentForm(place),
    { amount: '', method: 'cash', otherId: id, otherAmount: '1,,5' },
    ['amount', 'otherAmount'],
  ],
  [
    'a remedy',
    remedyForm(place),
    { amount: '', percent: '0', remedy: 'discount', offer: '' },
    ['amount', 'percent', 'offer'],
  ],
  [
    'a price',
    lineTermsForm(place),
    { price: '1,,5', percent: '101', reason: '' },
    ['price', 'percent', 'reason'],
  ],
  [
    'a discount',
    discountForm(place),
    { kind: 'amount', percent: '', amount: '1,,5', reason: '' },
    ['amount', 'reason'],
  ],
  [
    'a plan',
    planForm(place),
    {
      deposit: { way: 'on', days: '', on: '' },
      steps: [{ way: 'before', days: 'x', on: '', kind: 'amount', value: '1,,5' }],
      balance: { way: 'after', days: '-1', on: '' },
      cancellation: [{ days: '', share: '' }],
    },
    [
      ...['deposit.on', 'steps.0.days', 'steps.0.value', 'balance.days'],
      ...['cancellation.0.days', 'cancellation.0.share'],
    ],
  ],
  ['a task', taskForm, { title: '', pinned: true, dueAt: null }, ['title', 'dueAt']],
  [
    'limits',
    limitsForm,
    { eventsAtOnce: '1e2', coversADay: '', staffADay: '', opens: '08:00', closes: '' },
    ['eventsAtOnce', 'closes'],
  ],
  [
    'a diet',
    dietForm,
    { guest: '', people: '12.5', avoids: [], diets: [], severe: true, notes: '' },
    ['guest', 'people', 'notes', 'severe'],
  ],
  [
    'a smallest order',
    minimumForm(place),
    { weekdays: [], validFrom: '2026-05-02', validTo: '2026-05-01', total: '1,,5', guests: '' },
    ['validTo', 'total'],
  ],
  [
    'an exemption',
    billingForm,
    { exempt: true, reason: '', certificate: long, until: 'soon', displayCurrency: '' },
    ['reason', 'certificate', 'until'],
  ],
  [
    'an enquiry',
    enquiryForm(place),
    { name: '', phone: '', email: '', guests: '1e2' },
    ['name', 'phone', 'guests'],
  ],
  ['the public form', publicForm(place), { name: '', phone: '', email: '' }, ['name', 'phone']],
  [
    'feedback told',
    heardForm,
    { bookingId: '', source: 'phone', rating: '', comments: long },
    ['bookingId', 'rating'],
  ],
  [
    'a sender',
    senderForm,
    { label: '', address: '', messagingServiceSid: '', rate: 'x' },
    ['address', 'rate'],
  ],
  [
    'a package',
    packageForm(place),
    {
      ...{ name: '', description: '', eventType: '', tier: 'standard', pricing: 'fixed', price: '' },
      ...{ minimumGuests: '50', maximumGuests: '20', pictureId: null },
      courses: [{ name: 'Mains', choose: '2', dishes: [id] }],
      services: [],
    },
    ['name', 'price', 'maximumGuests', 'courses.0.choose'],
  ],
  [
    'a dish',
    dishForm(place),
    {
      ...{
        name: '',
        price: '1,,5',
        unit: 'tray',
        feeds: '',
        minimumOrder: '1',
        spice: '0',
        preparationMinutes: '',
      },
      ...{ availableFrom: '2026-05-02', availableTo: '2026-05-01', seasonFrom: '1', seasonTo: '' },
    },
    ['name', 'price', 'feeds', 'availableTo', 'seasonTo'],
  ],
  [
    'a quote',
    quoteForm(place),
    { validOn: '', way: '', options: [{ what: 'amount', label: '', amount: '12,50' }] },
    ['validOn', 'options.0.amount', 'options.0.label'],
  ],
];

describe('all that is wrong is told at once, of what is looked at together too', () => {
  test.each(cases)('%s', (_, form, typed, wrong) => {
    const told = form.safeParse(typed).error?.issues.map(({ path }) => path.join('.')) ?? [];
    expect([...new Set(told)].sort()).toEqual(expect.arrayContaining([...wrong].sort()));
    // Each once: the sentence beside a field is one.
    for (const field of wrong) expect(told.filter((one) => one === field)).toHaveLength(1);
  });
});
