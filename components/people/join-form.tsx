'use client';

import { InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { joinAction } from '@/lib/people/public-action';
import { passwordHelp } from './words';

const enter = () => window.location.assign('/');

/** Makes a login of an invitation: a name and a password. */
export function JoinForm({ token, email, loginHref }: { token: string; email: string; loginHref: string }) {
  const form = useForm({
    id: 'join',
    initial: { name: '', password: '' },
    draft: false,
    secret: ['password'],
    schema: () => import('@/lib/people/schema').then((file) => file.joinForm),
    send: (input) => joinAction(token, input),
    saved: enter,
  });
  return (
    <Form form={form} className="flex flex-col gap-5">
      <Field label="E-mail address" name="email" help="The one that was invited.">
        <Input type="email" autoComplete="username" value={email} readOnly />
      </Field>
      <InputField {...form.field('name')} label="Your name" required autoComplete="name" dir="auto" />
      <InputField
        {...form.field('password')}
        label="Password"
        help={passwordHelp}
        required
        type="password"
        autoComplete="new-password"
      />
      <SaveButton form={form}>Join</SaveButton>
      <p className="text-muted text-sm">
        You have a login with this address? <TextLink href={loginHref}>Sign in to accept</TextLink>
      </p>
    </Form>
  );
}

/** Accepts an invitation as whoever is signed in. */
export function JoinButton({ token, company }: { token: string; company: string }) {
  const form = useForm({
    id: 'join-as-me',
    initial: {},
    draft: false,
    schema: () => import('@/lib/people/schema').then((file) => file.joinForm.pick({})),
    send: () => joinAction(token, {}),
    saved: enter,
  });
  return (
    <Form form={form} className="flex flex-col gap-5">
      <SaveButton form={form}>Join {company}</SaveButton>
    </Form>
  );
}
