'use client';

import { useActionState } from 'react';
import { Button, SubmitButton } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { askForCode, chooseRecord, enterCode, type PortalState } from '@/lib/people/portal-action';

const away = (path: string, next: string) =>
  (next ? `${path}?next=${encodeURIComponent(next)}` : path) as '/login';

/** Where customers say who they are. Works without script, as all of their way in does. */
export function ContactForm({ next }: { next: string }) {
  const [state, submit] = useActionState<PortalState, FormData>(askForCode, {});
  return (
    <form action={submit} className="flex flex-col gap-5" noValidate>
      {state.message ? <ErrorSummary message={state.message} title="No code was sent" /> : null}
      <Field
        label="Phone or e-mail"
        name="contact"
        help="As you gave it to your caterer, for example 024 412 3456."
        required
      >
        <Input autoComplete="username" spellCheck={false} defaultValue={state.typed} autoFocus />
      </Field>
      <input type="hidden" name="next" value={next} />
      <SubmitButton size="large" block>
        Send me a code
      </SubmitButton>
      <TextLink href={away('/login', next)} className="text-sm">
        Sign in with a password or passkey
      </TextLink>
    </form>
  );
}

/** Where they enter what came. */
export function PortalCodeForm({ next }: { next: string }) {
  const [state, submit] = useActionState<PortalState, FormData>(enterCode, {});
  return (
    <form action={submit} className="flex flex-col gap-5" noValidate>
      {state.message ? <ErrorSummary message={state.message} title="You aren’t signed in yet" /> : null}
      <Field label="Code" name="code" help="Six figures. It works once, for 10 minutes." required>
        <Input autoComplete="one-time-code" inputMode="numeric" spellCheck={false} autoFocus />
      </Field>
      <input type="hidden" name="next" value={next} />
      <SubmitButton size="large" block>
        Sign in
      </SubmitButton>
      <TextLink href={away('/my/login', next)} className="text-sm">
        Send another code
      </TextLink>
      <p className="text-muted text-sm">
        Nothing came? Check that you gave the number or address that your caterer knows. If you once wrote
        STOP, use your e-mail address, write START to them on WhatsApp, or call them.
      </p>
    </form>
  );
}

type Record = { customerId: string; company: string; name: string };

/** One of several records that one phone or mailbox opens. */
export function ChooseForm({ records, next }: { records: readonly Record[]; next: string }) {
  const [state, submit] = useActionState<PortalState, FormData>(chooseRecord, {});
  return (
    <form action={submit} className="flex flex-col gap-5">
      {state.message ? <ErrorSummary message={state.message} title="You aren’t signed in yet" /> : null}
      <input type="hidden" name="next" value={next} />
      <List label="Your caterers">
        {records.map(({ customerId, company, name }) => (
          <ListRow
            key={customerId}
            title={company}
            detail={name}
            end={
              <Button
                type="submit"
                name="customer"
                value={customerId}
                aria-label={`Open ${company} as ${name}`}
              >
                Open
              </Button>
            }
          />
        ))}
      </List>
    </form>
  );
}
