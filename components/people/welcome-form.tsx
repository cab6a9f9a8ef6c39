'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type Option, Select } from '@/components/ui/select';
import { welcomeAction } from '@/lib/people/public-action';
import { passwordHelp } from './words';

type Props = {
  asksForToken: boolean;
  options: Record<'countries' | 'zones' | 'currencies', readonly Option[]>;
  initial: { country: string; timeZone: string; currency: string };
};

/** Makes the first company of an installation and its manager. */
export function WelcomeForm({ asksForToken, options, initial }: Props) {
  const form = useForm({
    id: 'welcome',
    initial: { ...initial, company: '', name: '', email: '', password: '', token: '' },
    draft: false,
    secret: ['password', 'token'],
    schema: () => import('@/lib/people/schema').then((file) => file.welcomeForm),
    send: (input) => welcomeAction(input),
    saved: () => window.location.assign('/settings/company'),
  });
  const wrong = form.errors;
  return (
    <Form form={form} className="flex flex-col gap-5">
      {asksForToken ? (
        <Field
          label="Setup token"
          name="token"
          error={wrong.token}
          help="It stands in the log of the server, at its start."
          required
        >
          <Input {...form.bind('token')} autoComplete="off" spellCheck={false} />
        </Field>
      ) : null}
      <Field label="Your company" name="company" error={wrong.company} required>
        <Input {...form.bind('company')} autoComplete="organization" dir="auto" />
      </Field>
      <Field label="Country" name="country" error={wrong.country}>
        <Select {...form.bind('country')} options={options.countries} />
      </Field>
      <Field label="Time zone" name="timeZone" error={wrong.timeZone}>
        <Select {...form.bind('timeZone')} options={options.zones} />
      </Field>
      <Field
        label="Currency"
        name="currency"
        error={wrong.currency}
        help="Until the first price is there it can be changed."
      >
        <Select {...form.bind('currency')} options={options.currencies} />
      </Field>
      <Field label="Your name" name="name" error={wrong.name} required>
        <Input {...form.bind('name')} autoComplete="name" dir="auto" />
      </Field>
      <Field label="E-mail address" name="email" error={wrong.email} help="You sign in with it." required>
        <Input {...form.bind('email')} type="email" inputMode="email" autoComplete="username" />
      </Field>
      <Field label="Password" name="password" error={wrong.password} help={passwordHelp} required>
        <Input {...form.bind('password')} type="password" autoComplete="new-password" />
      </Field>
      <SaveButton form={form}>Begin</SaveButton>
    </Form>
  );
}
