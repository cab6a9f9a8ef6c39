'use client';

import { useState } from 'react';
import { InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { TextLink } from '@/components/ui/link';
import { askForResetAction, resetPasswordAction } from '@/lib/people/public-action';
import { passwordHelp } from './words';

/** Asks for the address that a link for a new password is mailed to. */
export function ForgotForm() {
  const [done, setDone] = useState(false);
  const form = useForm({
    id: 'forgot',
    initial: { email: '' },
    draft: false,
    schema: () => import('@/lib/people/schema').then((file) => file.forgotForm),
    send: (input) => askForResetAction(input),
    saved: () => setDone(true),
  });
  if (done)
    return (
      <div role="status" className="flex flex-col gap-4 text-sm">
        <p>
          If <b className="break-words">{form.values.email}</b> has a login here, a link is on its way. It
          works once, for 30 minutes.
        </p>
        <p className="text-muted">
          Nothing after a few minutes? Look among the unwanted mail, or ask your manager.
        </p>
        <TextLink href="/login">Back to signing in</TextLink>
      </div>
    );
  return (
    <Form form={form} className="flex flex-col gap-5">
      <InputField
        {...form.field('email')}
        label="E-mail address"
        required
        type="email"
        inputMode="email"
        autoComplete="username"
      />
      <SaveButton form={form}>Mail me a link</SaveButton>
      <TextLink href="/login" className="text-sm">
        Back to signing in
      </TextLink>
    </Form>
  );
}

/** Chooses the new password. */
export function ResetForm({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  const form = useForm({
    id: 'reset',
    initial: { password: '' },
    draft: false,
    secret: ['password'],
    schema: () => import('@/lib/people/schema').then((file) => file.resetForm),
    send: (input) => resetPasswordAction(token, input),
    saved: () => setDone(true),
  });
  if (done)
    return (
      <div role="status" className="flex flex-col gap-4 text-sm">
        <p>Your password is changed, and every device is signed out.</p>
        <TextLink href="/login">Sign in with it</TextLink>
      </div>
    );
  return (
    <Form form={form} className="flex flex-col gap-5">
      <InputField
        {...form.field('password')}
        label="New password"
        help={passwordHelp}
        required
        type="password"
        autoComplete="new-password"
      />
      <SaveButton form={form}>Save new password</SaveButton>
      <TextLink href="/forgot" className="text-sm">
        Ask for a new link
      </TextLink>
    </Form>
  );
}
