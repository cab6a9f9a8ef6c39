'use client';

import { useState, useTransition } from 'react';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/choice';
import { CopyButton } from '@/components/ui/copy-button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { renewFeed, revokeFeed } from '@/lib/bookings/feed/actions';
import type { feedScreen } from '@/lib/bookings/feed/screens';
import { formatDate } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof feedScreen>;
type Scope = 'all' | 'mine';

const scopeWords: Record<Scope, string> = { all: 'All events', mine: 'Events I work at' };
const failed = 'The server didn’t answer. Check the network and try again.';

/** The company's events in somebody's own calendar program, by an address that only they have. */
export function FeedScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  const { feed } = data;
  const [scope, setScope] = useState<Scope>(feed?.scope ?? 'all');
  const [address, setAddress] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();

  const renew = () =>
    start(async () => {
      // Without a key: what an intent is answered with is stored, and the address must not be.
      const result = await renewFeed({ scope }).catch(() => undefined);
      setProblem(result?.ok ? undefined : (result?.message ?? failed));
      if (result?.ok) setAddress(result.data.address);
      showAgain();
    });
  const revoke = () =>
    start(async () => {
      const result = await revokeFeed({}).catch(() => undefined);
      setProblem(result?.ok ? undefined : (result?.message ?? failed));
      if (result?.ok) {
        setAddress(undefined);
        notify({ message: 'The address is off. Programs that read it get nothing any more.' });
      }
      showAgain();
    });

  return (
    <>
      <PageHead back={{ href: '/calendar', label: 'Calendar' }} title="In your own calendar" />
      <div className="flex max-w-2xl flex-col gap-8">
        <p>
          Your phone’s or computer’s calendar can show the events and follow their changes. It reads them at
          an address that only you have. They come with name, time, place and number of guests; never with the
          customer’s name, phone or e-mail, diets, or prices.
        </p>
        {problem ? (
          <Notice tone="danger" title="That didn’t work">
            {problem}
          </Notice>
        ) : null}
        {address ? <NewAddress address={address} /> : null}
        <Section title={feed ? 'A new address' : 'Your address'}>
          <Segmented
            legend="What it shows"
            name="scope"
            value={scope}
            onChange={(value) => setScope(value === 'mine' ? 'mine' : 'all')}
            choices={(Object.keys(scopeWords) as Scope[]).map((value) => ({
              value,
              label: scopeWords[value],
            }))}
          />
          {feed ? <Present feed={feed} place={place} /> : null}
          <div className="flex flex-wrap gap-2">
            <Button variant={feed ? 'secondary' : 'primary'} pending={pending} onClick={renew}>
              {feed ? 'Replace the address' : 'Make an address'}
            </Button>
            {feed ? (
              <Button variant="danger" pending={pending} onClick={revoke}>
                Turn it off
              </Button>
            ) : null}
          </div>
        </Section>
      </div>
    </>
  );
}

function Present({ feed, place }: { feed: NonNullable<Data['feed']>; place: Place }) {
  const read = feed.readAt
    ? `It was read on ${formatDate(feed.readAt, place)} or later.`
    : 'Nobody has read it yet.';
  return (
    <p className="text-muted text-sm">
      You have one for {scopeWords[feed.scope].toLowerCase()}, made on {formatDate(feed.createdAt, place)}.{' '}
      {read} Replacing it ends the old one at once: put the new one into your calendar program.
    </p>
  );
}

function NewAddress({ address }: { address: string }) {
  return (
    <Notice tone="info" title="Copy it now: it is shown only once">
      <div className="mt-2 flex items-end gap-2">
        <Field label="Address" name="feedAddress" className="min-w-0 flex-1">
          <Input readOnly value={address} onFocus={(event) => event.target.select()} />
        </Field>
        <CopyButton value={address} label="Copy the address" />
      </div>
      <p className="mt-2">
        In your calendar program choose “Subscribe to calendar” or “Add by URL” and paste it. Whoever has it
        sees the events, so give it to nobody.{' '}
        <a href={address.replace(/^https?:/, 'webcal:')} className="underline">
          Open it in this device’s calendar
        </a>
      </p>
    </Notice>
  );
}
