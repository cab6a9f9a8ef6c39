'use client';

import { InputField, NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { FormActions } from '@/components/ui/form-actions';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveHabits } from '@/lib/people/company/actions';
import { type MoneyPlace, typedMoney } from '@/lib/platform/money';
import { typedPercent } from '@/lib/platform/percent';
import type { Company } from './company-data';

const labels = {
  feedbackDelay: 'Ask for feedback',
  reminderAfter: 'Remind of it',
  quietFrom: 'Quiet from',
  quietUntil: 'Quiet until',
  contactCap: 'Most messages in 7 days',
  recoveryBelow: 'A bad event is one below',
  caseClock: 'Time to answer a case',
  remedyLimit: 'Staff may give up to',
  thankYouDiscount: 'Thank-you discount',
};

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const valuesOf = (company: Company, place: MoneyPlace) => ({
  ...{ feedbackDelay: String(company.feedbackDelay), reminderAfter: String(company.reminderAfter) },
  ...{ quietFrom: clock(company.quietFrom), quietUntil: clock(company.quietUntil) },
  ...{ contactCap: String(company.contactCap), recoveryBelow: String(company.recoveryBelow) },
  caseClock: String(company.caseClock),
  remedyLimit: company.remedyLimit === 0 ? '' : typedMoney(company.remedyLimit, place),
  thankYouDiscount: typedPercent(company.thankYouDiscount, place.locale),
});

/** When the automation writes, and what a bad event sets off. */
export function HabitsForm({ company, place }: { company: Company; place: MoneyPlace }) {
  const { currency, locale } = place;
  const schema = () =>
    import('@/lib/people/company/schema').then((file) => file.habitsForm({ currency, locale }));
  const form = useForm({
    id: 'company-habits',
    initial: valuesOf(company, place),
    version: company.version,
    schema,
    send: (input, key, { version }) => saveHabits({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...company, ...(changed as Partial<Company>) }, place),
    saved: () => notify({ message: 'Saved. It holds for what happens from now on.' }),
  });
  return (
    <Section title="Messages and bad events" note="What runs by itself, and when somebody has to see to it.">
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField
            {...form.field('feedbackDelay')}
            label={labels.feedbackDelay}
            help="After an event is marked as completed; 0 at once, 1440 the day after."
            suffix="minutes"
          />
          <NumberField
            {...form.field('reminderAfter')}
            label={labels.reminderAfter}
            help="Once, where nobody answered by then."
            suffix="hours"
          />
          <InputField
            {...form.field('quietFrom')}
            label={labels.quietFrom}
            help="From then on nothing goes out that wasn’t asked for; it waits."
            type="time"
          />
          <InputField
            {...form.field('quietUntil')}
            label={labels.quietUntil}
            help="By the company’s clock. The same time twice is never quiet."
            type="time"
          />
          <NumberField
            {...form.field('contactCap')}
            label={labels.contactCap}
            help="To one customer, of those they didn’t ask for."
          />
          <NumberField
            {...form.field('recoveryBelow')}
            label={labels.recoveryBelow}
            help="A rating below it opens a case, and somebody is told."
            suffix="stars"
          />
          <NumberField
            {...form.field('caseClock')}
            label={labels.caseClock}
            help="Of new cases. Who hasn’t answered by then: managers are told."
            suffix="minutes"
          />
          <MoneyField
            {...form.field('remedyLimit')}
            label={labels.remedyLimit}
            help="To put an event right without asking a manager. Empty: always ask."
            optional
            {...place}
          />
          <InputField
            {...form.field('thankYouDiscount')}
            label={labels.thankYouDiscount}
            help="Offered on the next event to who was happy. 0 for none."
            inputMode="decimal"
            autoComplete="off"
            suffix="%"
          />
        </div>
        <FormActions>
          <SaveButton form={form}>Save messages</SaveButton>
        </FormActions>
      </Form>
    </Section>
  );
}
