'use client';

import { Icon } from '@/components/ui/icon';
import { Menu, type MenuEntry } from '@/components/ui/menu';
import type { Status } from '@/lib/bookings/rules';
import { stepLabel, takeStep } from './next-step';
import { takeOut } from './occasions/take-out';

type Props = {
  id: string;
  /** Steps besides the primary one that the rule allows now. */
  otherSteps: readonly Status[];
  /** Where its quotes are, once it is no enquiry any more. */
  quotes: string | undefined;
  mayEdit: boolean;
  mayBookAgain: boolean;
  mayMakeSeries: boolean;
  /** What it is a part of; what takes it into an occasion is a dialog. */
  occasion: string | undefined;
  joinDialog: string;
  mayPay: boolean;
  mayCount: boolean;
  mayCancel: boolean;
  paymentDialog: string;
  finalCountDialog: string;
  cancelDialog: string;
};

/** Everything that can be done with a booking besides its next step. */
export function BookingMenu(props: Props) {
  const entries: MenuEntry[] = [];
  if (props.mayEdit)
    entries.push({ label: 'Edit booking', href: `/bookings/${props.id}/edit`, icon: <Icon name="edit" /> });
  if (props.quotes) entries.push({ label: 'Quotes', href: props.quotes, icon: <Icon name="send" /> });
  entries.push({
    label: 'Event order (BEO)',
    href: `/bookings/${props.id}/order`,
    icon: <Icon name="file" />,
  });
  if (props.mayBookAgain)
    entries.push({
      label: 'Book again',
      href: `/bookings/${props.id}/again`,
      icon: <Icon name="copy" />,
    });
  entries.push({
    label: props.occasion ? 'Add another part of this occasion' : 'Add another part',
    href: `/bookings/${props.id}/part`,
    icon: <Icon name="plus" />,
  });
  entries.push(
    props.occasion
      ? {
          label: 'Take out of the occasion',
          icon: <Icon name="undo" />,
          onSelect: () => void takeOut(props.id, props.occasion ?? ''),
        }
      : { label: 'Make it part of an occasion…', opens: props.joinDialog, icon: <Icon name="bookings" /> },
  );
  if (props.mayMakeSeries)
    entries.push({
      label: 'Make a series',
      href: `/bookings/${props.id}?tab=series`,
      icon: <Icon name="again" />,
    });
  if (props.mayCount)
    entries.push({
      label: 'Record the final count',
      opens: props.finalCountDialog,
      icon: <Icon name="customers" />,
    });
  if (props.mayPay)
    entries.push({ label: 'Record payment', opens: props.paymentDialog, icon: <Icon name="money" /> });
  for (const to of props.otherSteps)
    entries.push({
      label: stepLabel(to),
      icon: to === 'enquiry' ? <Icon name="undo" /> : <Icon name="right" />,
      onSelect: () => void takeStep(props.id, to),
    });
  if (props.mayCancel) {
    if (entries.length > 0) entries.push('divider');
    entries.push({
      label: 'Cancel booking',
      opens: props.cancelDialog,
      icon: <Icon name="ban" />,
      danger: true,
    });
  }
  return entries.length > 0 ? <Menu label="More for this booking" entries={entries} /> : null;
}
