'use client';

import { useState } from 'react';
import { InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { CodeSquares } from '@/components/ui/code-squares';
import { CopyButton } from '@/components/ui/copy-button';
import { ButtonLink } from '@/components/ui/link';
import { turnOnSecondStep } from '@/lib/people/second-step-action';
import { RecoveryCodes } from './recovery-codes';

type Props = { squares: boolean[][]; secret: string; offer: string; back: string };

/** Sets an authenticator app up: the QR code, the first code back, then the recovery codes. */
export function SetUpForm({ squares, secret, offer, back }: Props) {
  const [codes, setCodes] = useState<string[]>();
  const form = useForm({
    id: 'second-step',
    initial: { code: '' },
    draft: false,
    secret: ['code'],
    schema: () => import('@/lib/people/schema').then((file) => file.codeForm),
    send: (input) => turnOnSecondStep({ ...input, offer }),
    saved: (done) => setCodes(done.codes),
  });
  if (codes)
    return (
      <div className="flex flex-col gap-6">
        <RecoveryCodes codes={codes} />
        <ButtonLink href={back} variant="primary">
          I have kept them
        </ButtonLink>
      </div>
    );
  return (
    <Form form={form} className="flex flex-col gap-5">
      <ol className="flex list-decimal flex-col gap-1 ps-5 text-sm">
        <li>Open an authenticator app on your phone, such as the one of Google, Microsoft or 1Password.</li>
        <li>Let it read this QR code.</li>
        <li>Enter the code that it shows.</li>
      </ol>
      <CodeSquares squares={squares} label="QR code for your authenticator app" className="w-48" />
      <div className="text-sm">
        <p className="text-muted">It can’t be read? Type this into the app:</p>
        <p className="mt-1 flex items-center gap-2">
          <code className="min-w-0 break-all">{secret}</code>
          <CopyButton value={secret} label="Copy the secret" />
        </p>
      </div>
      <InputField
        {...form.field('code')}
        label="Code"
        help="Six figures, as the app shows now."
        required
        autoComplete="one-time-code"
        inputMode="numeric"
        spellCheck={false}
      />
      <SaveButton form={form}>Turn it on</SaveButton>
    </Form>
  );
}
