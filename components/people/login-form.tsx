'use client';

import { useActionState, useEffect, useState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { type SignInState, signInAction } from '@/lib/people/sign-in-action';
import { PasskeyButton } from './passkey-button';

export function LoginForm() {
  const [state, submit] = useActionState<SignInState, FormData>(signInAction, {});
  const [next, setNext] = useState('');
  const [wrong, setWrong] = useState<string>();
  // Read in the browser, so that the page itself can be prerendered.
  useEffect(() => {
    setNext(new URLSearchParams(window.location.search).get('next') ?? '');
  }, []);
  return (
    <form action={submit} className="flex flex-col gap-5" noValidate>
      {(wrong ?? state.message) ? (
        <ErrorSummary message={wrong ?? state.message ?? ''} title="You aren’t signed in" />
      ) : null}
      <Field label="E-mail address" name="email" required>
        <Input
          type="email"
          autoComplete="username webauthn"
          inputMode="email"
          defaultValue={state.email}
          autoFocus
        />
      </Field>
      <Field label="Password" name="password" required>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <input type="hidden" name="next" value={next} />
      <SubmitButton size="large" block>
        Sign in
      </SubmitButton>
      <PasskeyButton at="door" next={next} label="Use a passkey" tell={setWrong} />
      <p className="text-sm">
        A customer? <TextLink href="/my/login">Sign in with a code</TextLink>
      </p>
      <TextLink href="/forgot" className="text-sm">
        Forgot your password?
      </TextLink>
    </form>
  );
}
