'use client';

import { useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { type BoundField, InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { closeDialog, DialogButton } from '@/components/ui/dialog';
import { ButtonLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { renewCodes, turnOffSecondStep } from '@/lib/people/second-step-action';
import { formatDate } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { RecoveryCodes } from './recovery-codes';
import { codeHelp } from './words';

const dialogs = { codes: 'new-recovery-codes', off: 'turn-second-step-off' };

type Props = { secondStep: { since: Date; codes: number } | null; place: Locality };

/** One's own second step of signing in. */
export function SecondStepSection({ secondStep, place }: Props) {
  const [codes, setCodes] = useState<string[]>();
  if (!secondStep)
    return (
      <Section
        title="Second step"
        note="A code of your phone beside the password: who steals one can’t get in."
      >
        <div>
          <ButtonLink href="/second-step">Set up the second step</ButtonLink>
        </div>
      </Section>
    );
  const left = secondStep.codes === 1 ? '1 recovery code is' : `${secondStep.codes} recovery codes are`;
  return (
    <Section title="Second step" note={`On since ${formatDate(secondStep.since, place)}. ${left} left.`}>
      {codes ? <RecoveryCodes codes={codes} /> : null}
      <div className="flex flex-wrap gap-2">
        <DialogButton opens={dialogs.codes}>Make new recovery codes</DialogButton>
        <DialogButton opens={dialogs.off} variant="danger">
          Turn it off
        </DialogButton>
      </div>
      <CodesDialog made={setCodes} />
      <OffDialog />
    </Section>
  );
}

function CodeField(field: BoundField) {
  return (
    <InputField
      {...field}
      label="Code"
      help={codeHelp}
      required
      autoComplete="one-time-code"
      spellCheck={false}
    />
  );
}

function CodesDialog({ made }: { made: (codes: string[]) => void }) {
  const form = useForm({
    id: dialogs.codes,
    initial: { code: '' },
    draft: false,
    secret: ['code'],
    schema: () => import('@/lib/people/schema').then((file) => file.codeForm),
    send: (input) => renewCodes(input),
    saved: ({ codes }, reset) => {
      made(codes);
      reset();
      closeDialog(dialogs.codes);
      showAgain();
    },
  });
  return (
    <DialogForm
      id={dialogs.codes}
      title="Make new recovery codes?"
      description="Those that you have open nothing any more."
      form={form}
      submit="Make new codes"
      cancel="Keep those I have"
    >
      <CodeField {...form.field('code')} />
    </DialogForm>
  );
}

function OffDialog() {
  const form = useForm({
    id: dialogs.off,
    initial: { password: '', code: '' },
    draft: false,
    secret: ['password', 'code'],
    schema: () => import('@/lib/people/schema').then((file) => file.turnOffForm),
    send: (input) => turnOffSecondStep(input),
    saved: (_, reset) => {
      reset();
      closeDialog(dialogs.off);
      notify({ message: 'Your second step is off', detail: 'Your password alone signs you in.' });
      showAgain();
    },
  });
  return (
    <DialogForm
      id={dialogs.off}
      title="Turn the second step off?"
      description="Your password alone signs you in from then on. Where your company asks for a second step you set a new one up at once."
      form={form}
      submit="Turn it off"
      danger
      cancel="Keep it on"
    >
      <InputField
        {...form.field('password')}
        label="Password"
        required
        type="password"
        autoComplete="current-password"
      />
      <CodeField {...form.field('code')} />
    </DialogForm>
  );
}
