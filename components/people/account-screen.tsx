'use client';

import { useState, useTransition } from 'react';
import { InputField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { may } from '@/lib/auth/permissions';
import { changePassword, renameMe, signOutDevice, signOutOthers, workInCompany } from '@/lib/people/actions';
import type { officeAccountScreen } from '@/lib/people/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { PasskeySection } from './passkey-section';
import { SecondStepSection } from './second-step-section';
import { passwordHelp, roleWords } from './words';

type Data = DataOf<typeof officeAccountScreen>;

/** One's own name, password, signed-in devices and companies. */
export function AccountScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, now } = useScreen(sent);
  const others = data.sessions.filter(({ here }) => !here).length;
  const when = { now, timeZone: place.timeZone, locale: place.locale };
  return (
    <>
      <PageHead
        title="My account"
        meta={data.email ? [data.email] : undefined}
        menu={may(place.role, 'portal.privacy') ? <ButtonLink href="/my/privacy">My data</ButtonLink> : null}
      />
      <div className="flex max-w-xl flex-col gap-10">
        <NameForm
          name={data.name}
          help={may(place.role, 'portal.privacy') ? undefined : 'As colleagues read it.'}
        />
        {data.hasPassword ? <PasswordForm keep={data.sessionId} email={data.email} /> : null}
        {data.offersPasskeys ? (
          <PasskeySection
            passkeys={data.passkeys}
            device={data.sessions.find(({ here }) => here)?.device ?? ''}
            confirmed={data.confirmed}
            path={data.path}
            when={when}
          />
        ) : null}
        {data.hasPassword || data.secondStep ? (
          <SecondStepSection secondStep={data.secondStep} place={place} />
        ) : null}
        <Section
          title="Where you are signed in"
          note={
            data.hasPassword
              ? 'Something you don’t know? Sign it out, then change your password.'
              : 'Something you don’t know? Sign it out, and tell your caterer.'
          }
          actions={
            others > 0 ? (
              <EndButton
                label="Sign out all others"
                said="All other devices are signed out"
                work={(key) => signOutOthers({ id: data.sessionId }, key)}
              />
            ) : null
          }
        >
          <List label="Where you are signed in">
            {data.sessions.map((session) => (
              <ListRow
                key={session.id}
                title={session.device}
                state={session.here ? <Badge>This device</Badge> : null}
                detail={
                  <>
                    seen <RelativeTime at={session.seenAt} {...when} /> · since{' '}
                    <RelativeTime at={session.createdAt} {...when} />
                  </>
                }
                end={
                  session.here ? null : (
                    <EndButton
                      label="Sign out"
                      name={session.device}
                      said={`${session.device} is signed out`}
                      work={(key) => signOutDevice({ id: session.id }, key)}
                    />
                  )
                }
              />
            ))}
          </List>
        </Section>
        {data.companies.length > 1 ? <Companies companies={data.companies} /> : null}
      </div>
    </>
  );
}

function NameForm({ name, help }: { name: string; help: string | undefined }) {
  const form = useForm({
    id: 'my-name',
    initial: { name },
    draft: false,
    schema: () => import('@/lib/people/schema').then((file) => file.nameInput),
    send: (input, key) => renameMe(input, key),
    saved: () => {
      notify({ message: 'Your name is saved' });
      showAgain();
    },
  });
  return (
    <Section title="Name">
      <Form form={form}>
        <InputField
          {...form.field('name')}
          label="Name"
          help={help}
          required
          autoComplete="name"
          dir="auto"
        />
        <div>
          <SaveButton form={form} variant="secondary">
            Save name
          </SaveButton>
        </div>
      </Form>
    </Section>
  );
}

function PasswordForm({ keep, email }: { keep: string; email: string }) {
  const form = useForm({
    id: 'my-password',
    initial: { current: '', next: '' },
    draft: false,
    secret: ['current', 'next'],
    schema: () => import('@/lib/people/schema').then((file) => file.passwordForm),
    send: (input) => changePassword({ ...input, keep }),
    saved: (_, reset) => {
      notify({ message: 'Your password is changed', detail: 'Every other device is signed out.' });
      reset();
      showAgain();
    },
  });
  return (
    <Section title="Password" note="Changing it signs out every other device.">
      <Form form={form}>
        <input type="text" hidden name="username" autoComplete="username" value={email} readOnly />
        <InputField
          {...form.field('current')}
          label="Present password"
          required
          type="password"
          autoComplete="current-password"
        />
        <InputField
          {...form.field('next')}
          label="New password"
          help={passwordHelp}
          required
          type="password"
          autoComplete="new-password"
        />
        <div>
          <SaveButton form={form} variant="secondary">
            Change password
          </SaveButton>
        </div>
      </Form>
    </Section>
  );
}

type End = { label: string; name?: string; said: string; work: Parameters<typeof attempt<undefined>>[0] };

function EndButton({ label, name, said, work }: End) {
  const [pending, start] = useTransition();
  const end = () =>
    start(async () => {
      const result = await attempt(work);
      showAgain();
      notify(result.ok ? { message: said } : { message: result.message, tone: 'error' });
    });
  return (
    <Button size="small" pending={pending} onClick={end} aria-label={name ? `${label} ${name}` : undefined}>
      {label}
    </Button>
  );
}

/** The companies one may work in; choosing another opens its first screen. */
function Companies({ companies }: { companies: Data['companies'] }) {
  const [going, setGoing] = useState<string>();
  const open = async (id: string) => {
    setGoing(id);
    const result = await workInCompany(id).catch(() => undefined);
    // Everything that is kept in this window is the other company's.
    if (result?.ok) return window.location.assign('/');
    setGoing(undefined);
    notify({ message: result?.message ?? 'There is no connection. Try again.', tone: 'error' });
  };
  return (
    <Section title="Companies" note="You work in one at a time on each device.">
      <List label="Companies">
        {companies.map((company) => (
          <ListRow
            key={company.id}
            title={company.name}
            state={
              <>
                <Badge>{roleWords[company.role]}</Badge>
                {company.here ? <Badge>Open now</Badge> : null}
              </>
            }
            end={
              company.here ? null : (
                <Button
                  size="small"
                  pending={going === company.id}
                  onClick={() => void open(company.id)}
                  aria-label={`Work in ${company.name}`}
                >
                  Work here
                </Button>
              )
            }
          />
        ))}
      </List>
    </Section>
  );
}
