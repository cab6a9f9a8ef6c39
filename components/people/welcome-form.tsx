'use client';

import { InputField, SelectField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import type { Option } from '@/components/ui/select';
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
  return (
    <Form form={form} className="flex flex-col gap-5">
      {asksForToken ? (
        <InputField
          {...form.field('token')}
          label="Setup token"
          help="It stands in the log of the server, at its start."
          required
          autoComplete="off"
          spellCheck={false}
        />
      ) : null}
      <InputField
        {...form.field('company')}
        label="Your company"
        required
        autoComplete="organization"
        dir="auto"
      />
      <SelectField {...form.field('country')} label="Country" options={options.countries} />
      <SelectField {...form.field('timeZone')} label="Time zone" options={options.zones} />
      <SelectField
        {...form.field('currency')}
        label="Currency"
        help="Until the first price is there it can be changed."
        options={options.currencies}
      />
      <InputField {...form.field('name')} label="Your name" required autoComplete="name" dir="auto" />
      <InputField
        {...form.field('email')}
        label="E-mail address"
        help="You sign in with it."
        required
        type="email"
        inputMode="email"
        autoComplete="username"
      />
      <InputField
        {...form.field('password')}
        label="Password"
        help={passwordHelp}
        required
        type="password"
        autoComplete="new-password"
      />
      <SaveButton form={form}>Begin</SaveButton>
    </Form>
  );
}
