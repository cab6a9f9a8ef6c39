'use client';

import { useActionState, useEffect, useState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { type SignInState, secondStepAction } from '@/lib/people/sign-in-action';
import { PasskeyButton } from './passkey-button';
import { codeHelp } from './words';

type Props = { byCode: boolean; byPasskey: boolean; startHref: string };

/** The second step of signing in; `startHref` is where its first was. */
export function CodeForm({ byCode, byPasskey, startHref }: Props) {
  const [state, submit] = useActionState<SignInState, FormData>(secondStepAction, {});
  const [next, setNext] = useState('');
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    setNext(new URLSearchParams(window.location.search).get('next') ?? '');
  }, []);
  return (
    <form action={submit} className="flex flex-col gap-5" noValidate>
      {(wrong ?? state.message) ? (
        <ErrorSummary message={wrong ?? state.message ?? ''} title="You aren’t signed in yet" />
      ) : null}
      {byCode ? (
        <>
          <Field label="Code" name="code" help={codeHelp} required>
            <Input autoComplete="one-time-code" spellCheck={false} autoFocus />
          </Field>
          <SubmitButton size="large" block>
            Sign in
          </SubmitButton>
        </>
      ) : null}
      <input type="hidden" name="next" value={next} />
      {byPasskey ? (
        <PasskeyButton at="second step" next={next} label="Use a passkey" tell={setWrong} />
      ) : null}
      <TextLink href={startHref} className="text-sm">
        Start over
      </TextLink>
      <p className="text-muted text-sm">
        Phone, passkeys and recovery codes are gone? Another manager of your company can take the second step
        away.
      </p>
    </form>
  );
}
