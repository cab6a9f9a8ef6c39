'use client';

import { type FormEvent, useActionState, useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { DateTimeInput, Input, NumberInput, Textarea } from '@/components/ui/input';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { eventTypeWords } from '@/lib/bookings/event-types';
import type { Posted } from '@/lib/enquiries/public/post-enquiry';

type Props = {
  company: string;
  heading: string | null;
  intro: string | null;
  consentWords: string;
  currency: string;
  today: string;
  /** Says when the form was opened, sealed. */
  stamp: string;
  send: (before: Posted | null, form: FormData) => Promise<Posted>;
};

const offline: Posted = {
  ok: false,
  message: 'You seem to be offline. Everything you typed is still here: send it again when you are back.',
  fields: {},
};

/**
 * Asks a caterer for an event. The browser can post it by itself: before the script has arrived, and where there is
 * none, the answer is rendered into the page, and what was typed stands in it again.
 */
export function AskForm({ company, heading, intro, consentWords, currency, today, stamp, send }: Props) {
  const [posted, action] = useActionState(send, null);
  const [answered, setAnswered] = useState<Posted | null>(null);
  const [pending, startTransition] = useTransition();
  const head = useRef<HTMLHeadingElement>(null);
  const state = answered ?? posted;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => setAnswered((await send(null, form).catch(() => null)) ?? offline));
  };
  const done = state?.ok === true;
  useEffect(() => {
    if (done) head.current?.focus();
  }, [done]);
  if (state?.ok)
    return (
      <section className="flex flex-col gap-3" aria-live="polite">
        <h1 ref={head} tabIndex={-1} className="font-semibold text-xl">
          Your enquiry has arrived
        </h1>
        <p dir="auto" className="whitespace-pre-wrap text-base">
          {state.thanks ?? `Thank you. ${state.company} will answer you soon.`}
        </p>
      </section>
    );
  const wrong = state?.fields ?? {};
  const typed = state?.values ?? {};
  const next = state?.stamp ?? stamp;
  return (
    <form action={action} onSubmit={onSubmit} noValidate aria-busy={pending} className="flex flex-col gap-5">
      <div>
        <h1 dir="auto" className="font-semibold text-xl">
          {heading ?? `Ask ${company} for your event`}
        </h1>
        <p dir="auto" className="mt-1 whitespace-pre-wrap text-muted">
          {intro ??
            'Tell us what you plan. A name and one way to reach you are enough; the rest helps us to answer.'}
        </p>
      </div>
      <ErrorSummary errors={wrong} message={state?.message} title="This couldn’t be sent yet" />
      <input type="hidden" name="stamp" value={next} />
      <div aria-hidden="true" className="absolute -start-[9999px] size-px overflow-hidden">
        <label>
          Leave this empty
          <input type="text" name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </div>
      <Field label="Your name" name="name" error={wrong.name} required>
        <Input autoComplete="name" defaultValue={typed.name} dir="auto" />
      </Field>
      <Field
        label="Phone"
        name="phone"
        error={wrong.phone}
        help="Or an e-mail address below: one of them is enough."
      >
        <Input type="tel" inputMode="tel" autoComplete="tel" defaultValue={typed.phone} />
      </Field>
      <Field label="E-mail" name="email" error={wrong.email}>
        <Input type="email" inputMode="email" autoComplete="email" defaultValue={typed.email} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="What do you celebrate?" name="eventType" error={wrong.eventType} optional>
          <Select
            defaultValue={typed.eventType ?? ''}
            options={[{ value: '', label: 'Choose' }, ...optionsOf(eventTypeWords)]}
          />
        </Field>
        <Field label="Day" name="eventDate" error={wrong.eventDate} optional>
          <DateTimeInput kind="date" min={today} defaultValue={typed.eventDate} />
        </Field>
        <Field label="Guests" name="guests" error={wrong.guests} optional>
          <NumberInput defaultValue={typed.guests} />
        </Field>
        <Field label="Budget" name="budget" error={wrong.budget} optional>
          <Input prefix={currency} inputMode="decimal" autoComplete="off" defaultValue={typed.budget} />
        </Field>
      </div>
      <Field label="Place" name="place" error={wrong.place} optional>
        <Input autoComplete="off" defaultValue={typed.place} dir="auto" />
      </Field>
      <Field label="Your wishes" name="message" error={wrong.message} optional>
        <Textarea rows={4} defaultValue={typed.message} dir="auto" />
      </Field>
      <Checkbox name="consent" value="yes" label={consentWords} defaultChecked={typed.consent === 'yes'} />
      <Button type="submit" variant="primary" size="large" block pending={pending}>
        Send enquiry
      </Button>
      <p className="text-subtle text-xs">
        {`What you write goes to ${company} alone, who keep it to answer you. This page sets no cookies.`}
      </p>
    </form>
  );
}
