'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { offerPrice } from '@/lib/bookings/actions';
import type { ThingRef } from '@/lib/menu/thing-ref';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { MoneyPlace } from '@/lib/platform/money';

type Draft = {
  id: string;
  reference: string;
  eventName: string;
  unitPrice: number;
  /** How many there are, with those that aren't named. */
  together: number;
};
type Props = MoneyPlace & {
  kind: ThingRef['kind'];
  thing: { id: string; price: number };
  drafts: readonly Draft[];
};

const shown = 5;

/** Drafts that still have another price than the menu, and the one tap that brings the new one into them. */
export function DraftOffer({ kind, thing, drafts, currency, locale }: Props) {
  const [pending, start] = useTransition();
  const together = drafts[0]?.together ?? 0;
  if (together === 0) return null;
  const sayDrafts = (count: number) => (count === 1 ? '1 draft' : `${formatCount(count, locale)} drafts`);
  const hasMore = together > drafts.length;
  const price = formatMoney(thing.price, currency, locale);
  const offer = () =>
    start(async () => {
      const bookings = drafts.map(({ id }) => id);
      const result = await attempt((key) => offerPrice({ kind, id: thing.id, bookings }, key));
      if (!result.ok) return notify({ message: result.message, tone: 'error' });
      const { changed, kept } = result.data;
      notify({
        message: changed === 1 ? '1 draft has the new price' : `${changed} drafts have the new price`,
        detail:
          kept.map(({ reference, why }) => `${reference} keeps its price: ${why}`).join('. ') || undefined,
        tone: kept.length > 0 ? 'plain' : 'success',
      });
    });
  return (
    <div className="mb-8 max-w-2xl">
      <Notice
        title={`${sayDrafts(together)} for events to come ${together === 1 ? 'has' : 'have'} another price`}
        actions={
          <Button pending={pending} onClick={offer}>
            Offer {price} to {hasMore ? 'the next ' : ''}
            {sayDrafts(drafts.length)}
          </Button>
        }
      >
        <p>Enquiries and quotes only; what is confirmed keeps its price.</p>
        <ul className="mt-1">
          {drafts.slice(0, shown).map(({ id, reference, eventName, unitPrice }) => (
            <li key={id} dir="auto">
              <TextLink href={`/bookings/${id}`}>{reference}</TextLink> {eventName},{' '}
              {formatMoney(unitPrice, currency, locale)}
            </li>
          ))}
        </ul>
        {together > shown ? <p>and {formatCount(together - shown, locale)} more.</p> : null}
      </Notice>
    </div>
  );
}
