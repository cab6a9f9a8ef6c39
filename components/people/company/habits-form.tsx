'use client';

import { Form, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Input, NumberInput } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { saveHabits } from '@/lib/people/company/actions';
import { type MoneyPlace, typedMoney } from '@/lib/platform/money';
import { typedPercent } from '@/lib/platform/percent';
import type { Company } from './data';

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
  const wrong = form.errors;
  return (
    <Section title="Messages and bad events" note="What runs by itself, and when somebody has to see to it.">
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label={labels.feedbackDelay}
            name="feedbackDelay"
            error={wrong.feedbackDelay}
            help="After an event is marked as completed; 0 at once, 1440 the day after."
          >
            <NumberInput {...form.bind('feedbackDelay')} suffix="minutes" />
          </Field>
          <Field
            label={labels.reminderAfter}
            name="reminderAfter"
            error={wrong.reminderAfter}
            help="Once, where nobody answered by then."
          >
            <NumberInput {...form.bind('reminderAfter')} suffix="hours" />
          </Field>
          <Field
            label={labels.quietFrom}
            name="quietFrom"
            error={wrong.quietFrom}
            help="From then on nothing goes out that wasn’t asked for; it waits."
          >
            <Input {...form.bind('quietFrom')} type="time" />
          </Field>
          <Field
            label={labels.quietUntil}
            name="quietUntil"
            error={wrong.quietUntil}
            help="By the company’s clock. The same time twice is never quiet."
          >
            <Input {...form.bind('quietUntil')} type="time" />
          </Field>
          <Field
            label={labels.contactCap}
            name="contactCap"
            error={wrong.contactCap}
            help="To one customer, of those they didn’t ask for."
          >
            <NumberInput {...form.bind('contactCap')} />
          </Field>
          <Field
            label={labels.recoveryBelow}
            name="recoveryBelow"
            error={wrong.recoveryBelow}
            help="A rating below it opens a case, and somebody is told."
          >
            <NumberInput {...form.bind('recoveryBelow')} suffix="stars" />
          </Field>
          <Field
            label={labels.caseClock}
            name="caseClock"
            error={wrong.caseClock}
            help="Of new cases. Who hasn’t answered by then: managers are told."
          >
            <NumberInput {...form.bind('caseClock')} suffix="minutes" />
          </Field>
          <MoneyField
            label={labels.remedyLimit}
            control={form.bind('remedyLimit')}
            error={wrong.remedyLimit}
            help="To put an event right without asking a manager. Empty: always ask."
            optional
            {...place}
          />
          <Field
            label={labels.thankYouDiscount}
            name="thankYouDiscount"
            error={wrong.thankYouDiscount}
            help="Offered on the next event to who was happy. 0 for none."
          >
            <Input {...form.bind('thankYouDiscount')} inputMode="decimal" autoComplete="off" suffix="%" />
          </Field>
        </div>
        <FormActions>
          <SaveButton form={form}>Save messages</SaveButton>
        </FormActions>
      </Form>
    </Section>
  );
}
