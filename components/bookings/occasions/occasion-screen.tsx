'use client';

import { lazy, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { DescriptionList } from '@/components/ui/description-list';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { Icon } from '@/components/ui/icon';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { Menu, type MenuEntry } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { confirmOccasion } from '@/lib/bookings/occasions/actions';
import { waits, whyKept } from '@/lib/bookings/occasions/rules';
import type { occasionScreen } from '@/lib/bookings/occasions/screens';
import type { Sums } from '@/lib/bookings/occasions/sums';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { askReason, overLimitsDialog } from '../capacity/asked-reason';
import { askDialog, cancelOccasionDialog, payDialog, renameDialog, takeInDialog } from './dialog-names';
import { OccasionParts } from './occasion-parts';
import { takeOut } from './take-out';

const OccasionDialogs = lazy(() => import('./occasion-dialogs'));
const dialogs = [askDialog, payDialog, renameDialog, takeInDialog, cancelOccasionDialog, overLimitsDialog];

/** One occasion: its parts, what they come to together, and what is done to all of them at once. */
export function OccasionScreen({ sent }: { sent: Sent<DataOf<typeof occasionScreen>> }) {
  const { data, place } = useScreen(sent);
  const { occasion, free, today, dues } = data;
  const { parts, sums, customer } = occasion;
  const say = (amount: number) => formatMoney(amount, place.currency, place.locale);
  const waiting = parts.filter(waits).length;
  const cancellable = parts.filter((part) => !whyKept(part)).length;
  const last = parts.at(-1);
  const entries: MenuEntry[] = [
    ...(last
      ? [{ label: 'Add another part', href: `/bookings/${last.id}/part`, icon: <Icon name="plus" /> }]
      : []),
    { label: 'Take another booking in…', opens: takeInDialog, icon: <Icon name="bookings" /> },
    {
      label: 'Quotes for the whole',
      href: `/occasions/${occasion.id}/quote`,
      icon: <Icon name="documents" />,
    },
    {
      label: 'Account of the occasion',
      href: `/occasions/${occasion.id}/account`,
      icon: <Icon name="money" />,
    },
    ...(dues.length > 0
      ? [{ label: 'Ask for a payment online…', opens: askDialog, icon: <Icon name="payments" /> }]
      : []),
    { label: 'Rename…', opens: renameDialog, icon: <Icon name="edit" /> },
    ...(cancellable > 0
      ? [
          'divider' as const,
          {
            label: 'Cancel the occasion…',
            opens: cancelOccasionDialog,
            icon: <Icon name="ban" />,
            danger: true,
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHead
        back={{ href: '/bookings', label: 'Bookings' }}
        title={occasion.name}
        meta={[
          <TextLink key="who" href={`/customers/${customer.id}`}>
            {customer.name}
          </TextLink>,
          parts.length === 1 ? '1 part' : `${parts.length} parts`,
          `${say(sums.open)} open`,
        ]}
        primary={
          <>
            {waiting > 1 ? (
              <ButtonLink href={`/occasions/${occasion.id}/quote`}>Quote the whole</ButtonLink>
            ) : null}
            {sums.open > 0 ? <DialogButton opens={payDialog}>Record payment</DialogButton> : null}
            {waiting > 0 ? <ConfirmAll id={occasion.id} waiting={waiting} /> : null}
          </>
        }
        menu={<Menu label="More for this occasion" entries={entries} />}
      />
      <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
        <div onClick={openListLink}>
          <Section
            title="Parts"
            note="Each is a booking of its own with place, time, menu and invoice. Quote them one by one, or as a whole."
          >
            <OccasionParts
              {...{ name: occasion.name, parts, place }}
              path="/bookings"
              action={(part) =>
                // The last one takes the occasion with it, and this page: its own page does that.
                parts.length > 1 ? (
                  <Button
                    size="small"
                    aria-label={`Take ${part.eventName} out of the occasion`}
                    onClick={() => void takeOut(part.id, occasion.name)}
                  >
                    Take out
                  </Button>
                ) : null
              }
            />
          </Section>
        </div>
        <OccasionSums sums={sums} say={say} />
      </div>
      <DialogsOnDemand ids={dialogs}>
        <OccasionDialogs {...{ occasion, free, today, dues, place }} />
      </DialogsOnDemand>
    </>
  );
}

/** Confirms every part that waits for it; a manager is asked why where it goes over limits. */
function ConfirmAll({ id, waiting }: { id: string; waiting: number }) {
  const [pending, startTransition] = useTransition();
  const confirm = async () => {
    const result = await attempt((key) => confirmOccasion({ id }, key));
    if (!result.ok && result.override) return askReason(result.message);
    if (!result.ok) return notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
    notify({ message: result.data.confirmed === 1 ? 'Booking confirmed' : 'Occasion confirmed' });
  };
  return (
    <Button
      variant="primary"
      icon={<Icon name="check" className="size-4" />}
      pending={pending}
      onClick={() => startTransition(confirm)}
    >
      {waiting === 1 ? 'Confirm the open part' : `Confirm ${waiting} parts`}
    </Button>
  );
}

/** What the parts of an occasion come to together. */
function OccasionSums({ sums, say }: { sums: Sums; say: (amount: number) => string }) {
  const { asked, deposit, depositOpen, paid, open, giveBack } = sums;
  return (
    <Section title="Together">
      <DescriptionList
        amounts
        facts={[
          { term: 'Total', value: say(asked) },
          {
            term: 'Deposit',
            value: depositOpen > 0 ? `${say(deposit)}, ${say(depositOpen)} missing` : say(deposit),
          },
          { term: 'Paid', value: say(paid) },
          { term: 'Open', value: say(open) },
          ...(giveBack > 0 ? [{ term: 'To give back', value: say(giveBack) }] : []),
        ]}
      />
    </Section>
  );
}
