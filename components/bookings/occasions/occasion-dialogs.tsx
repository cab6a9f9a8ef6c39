'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField, SelectField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { makeOccasionPayLink } from '@/lib/bookings/money/online/actions';
import {
  cancelOccasion,
  confirmOccasion,
  joinOccasion,
  renameOccasion,
} from '@/lib/bookings/occasions/actions';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import { whyKept } from '@/lib/bookings/occasions/rules';
import { cancelForm, renameForm, takeInForm } from '@/lib/bookings/occasions/schema';
import type { occasionScreen } from '@/lib/bookings/occasions/screens';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { OverLimitsDialog } from '../capacity/over-limits-dialog';
import { PayLinkDialog } from '../online/pay-link-dialog';
import { askDialog, cancelOccasionDialog, payDialog, renameDialog, takeInDialog } from './dialog-names';
import { OccasionPayment } from './occasion-payment';

type Props = Pick<DataOf<typeof occasionScreen>, 'occasion' | 'free' | 'today' | 'dues'> & {
  place: Place;
};

/** What is done to a whole occasion, each in a dialog. */
export default function OccasionDialogs({ occasion, free, today, dues, place }: Props) {
  return (
    <>
      {occasion.sums.open > 0 ? <OccasionPayment id={payDialog} {...{ occasion, today, place }} /> : null}
      {dues.length > 0 ? (
        <PayLinkDialog
          id={askDialog}
          of={occasion.id}
          left={occasion.sums.open}
          make={(wish, key) => makeOccasionPayLink({ occasionId: occasion.id, ...wish }, key)}
          {...{ dues, currency: place.currency, locale: place.locale }}
        />
      ) : null}
      <Rename occasion={occasion} />
      <TakeIn {...{ occasion, free, place }} />
      <Cancel occasion={occasion} />
      <OverLimitsDialog
        id={occasion.id}
        submit="Confirm occasion"
        help="It goes for every part that needs one, and is kept on their timelines with your name."
        done="Occasion confirmed"
        confirm={(reason, key) => confirmOccasion({ id: occasion.id, ...reason }, key)}
      />
    </>
  );
}

function Rename({ occasion }: { occasion: Occasion }) {
  const form = useForm({
    id: `rename-occasion-${occasion.id}`,
    initial: { name: occasion.name },
    draft: false,
    schema: renameForm,
    send: (input, key) => renameOccasion({ id: occasion.id, ...input }, key),
    saved: () => {
      closeDialog(renameDialog);
      notify({ message: 'Occasion renamed' });
    },
  });
  return (
    <DialogForm id={renameDialog} title="Rename the occasion" form={form} submit="Save name" cancel="Not now">
      <InputField
        {...form.field('name')}
        label="Name of the occasion"
        help="The customer reads it too."
        required
        autoComplete="off"
        dir="auto"
      />
    </DialogForm>
  );
}

function TakeIn({ occasion, free, place }: Pick<Props, 'occasion' | 'free' | 'place'>) {
  const form = useForm({
    id: `take-into-${occasion.id}`,
    initial: { bookingId: '' },
    draft: false,
    schema: takeInForm,
    send: (input, key) => joinOccasion({ ...input, occasionId: occasion.id, name: null }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(takeInDialog);
      notify({ message: 'It is part of the occasion now' });
    },
  });
  return (
    <DialogForm
      id={takeInDialog}
      title="Take another booking in"
      description={
        free.length > 0
          ? `Bookings of ${occasion.customer.name} that are of no occasion.`
          : `${occasion.customer.name} has no other booking that is of no occasion. Add another part instead.`
      }
      form={form}
      submit="Take it in"
      cancel="Not now"
    >
      <SelectField
        {...form.field('bookingId')}
        label="Booking"
        required
        options={[
          { value: '', label: 'Choose a booking' },
          ...free.map(({ id, reference, eventName, startsAt }) => ({
            value: id,
            label: `${eventName}, ${formatEventStart(startsAt, place)} (${reference})`,
          })),
        ]}
      />
    </DialogForm>
  );
}

function Cancel({ occasion }: { occasion: Occasion }) {
  const meant = occasion.parts.filter((part) => !whyKept(part));
  const kept = occasion.parts.flatMap((part) => {
    const why = whyKept(part);
    return why ? [`${part.eventName}: ${why}`] : [];
  });
  const form = useForm({
    id: `cancel-occasion-${occasion.id}`,
    initial: { reason: '' },
    draft: false,
    schema: cancelForm,
    send: (input, key) => cancelOccasion({ id: occasion.id, ...input }, key),
    saved: ({ cancelled }, reset) => {
      reset();
      closeDialog(cancelOccasionDialog);
      notify({
        message: cancelled === 1 ? 'One booking cancelled' : `${cancelled} bookings cancelled`,
        tone: 'plain',
      });
    },
  });
  return (
    <DialogForm
      id={cancelOccasionDialog}
      title={`Cancel “${occasion.name}”?`}
      description="Each part is cancelled by its own terms, and a customer who knows of it is told. This can’t be undone. To cancel one part alone, open it."
      form={form}
      submit={meant.length === 1 ? 'Cancel one booking' : `Cancel ${meant.length} bookings`}
      danger
      cancel="Keep the occasion"
    >
      <ul className="list-disc ps-5 text-sm">
        {meant.map(({ id, eventName }) => (
          <li key={id} dir="auto">
            {eventName}
          </li>
        ))}
      </ul>
      {kept.length > 0 ? <p className="text-muted text-sm">Left as they are: {kept.join(', ')}.</p> : null}
      <TextareaField
        {...form.field('reason')}
        label="Reason"
        required
        help="Shown on each booking’s timeline."
        rows={3}
      />
    </DialogForm>
  );
}
