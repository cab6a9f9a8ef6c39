'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { takeTax } from '@/lib/bookings/actions';

type Props = { taxed: readonly { id: string; reference: string; eventName: string }[] };

const shown = 5;

/** Open bookings of a customer whose tax isn't what their record says, and the one tap that changes them. */
export function TaxOffers({ taxed }: Props) {
  const [pending, start] = useTransition();
  if (taxed.length === 0) return null;
  const count = taxed.length === 1 ? '1 open booking' : `${taxed.length} open bookings`;
  const offer = () =>
    start(async () => {
      const bookings = taxed.map(({ id }) => id).slice(0, 100);
      const result = await attempt((key) => takeTax({ bookings, prices: false }, key));
      if (!result.ok) return notify({ message: 'Not changed', detail: result.message, tone: 'error' });
      const { changed, kept } = result.data;
      notify({
        message: changed === 1 ? '1 booking is changed' : `${changed} bookings are changed`,
        detail: kept.map(({ reference, why }) => `${reference} keeps its tax: ${why}`).join(' ') || undefined,
        tone: kept.length > 0 ? 'plain' : 'success',
      });
    });
  return (
    <Notice
      tone="attention"
      title={`${count} ${taxed.length === 1 ? 'is' : 'are'} taxed otherwise`}
      actions={
        <Button pending={pending} onClick={offer}>
          {taxed.length === 1 ? 'Change its tax' : 'Change their tax'}
        </Button>
      }
    >
      <p>They keep what was agreed until you change them. An open quote becomes void with it.</p>
      <ul className="mt-1">
        {taxed.slice(0, shown).map(({ id, reference, eventName }) => (
          <li key={id} dir="auto">
            <TextLink href={`/bookings/${id}`}>{reference}</TextLink> {eventName}
          </li>
        ))}
      </ul>
      {taxed.length > shown ? <p>and {taxed.length - shown} more.</p> : null}
    </Notice>
  );
}
