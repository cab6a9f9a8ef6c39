'use client';

import { useActionState, useState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { type ConfirmState, confirmAction } from '@/lib/people/second-step-action';
import { PasskeyButton } from './passkey-button';
import { codeHelp } from './words';

type Props = { byCode: boolean; byPassword: boolean; byPasskey: boolean; email: string; next: string };

/** Proves anew who one is, before something that a stranger at an unlocked screen must not do. */
export function ConfirmForm({ byCode, byPassword, byPasskey, email, next }: Props) {
  const [wrong, setWrong] = useState<string>();
  const [state, submit] = useActionState<ConfirmState, FormData>(confirmAction, {});
  return (
    <form action={submit} className="flex flex-col gap-5" noValidate>
      {(wrong ?? state.message) ? (
        <ErrorSummary message={wrong ?? state.message ?? ''} title="That wasn’t it" />
      ) : null}
      <input type="text" hidden name="username" autoComplete="username" value={email} readOnly />
      {byCode ? (
        <Field label="Code" name="proof" help={codeHelp} required>
          <Input autoComplete="one-time-code" spellCheck={false} autoFocus />
        </Field>
      ) : byPassword ? (
        <Field label="Password" name="proof" required>
          <Input type="password" autoComplete="current-password" autoFocus />
        </Field>
      ) : null}
      <input type="hidden" name="next" value={next} />
      {byCode || byPassword ? (
        <SubmitButton size="large" block>
          Confirm
        </SubmitButton>
      ) : null}
      {byPasskey ? <PasskeyButton at="confirm" next={next} label="Use a passkey" tell={setWrong} /> : null}
      <TextLink href={next} className="text-sm">
        Back without confirming
      </TextLink>
    </form>
  );
}
