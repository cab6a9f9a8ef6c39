'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { offerPrice } from '@/lib/bookings/actions';
import { mostDrafts } from '@/lib/menu/rules';
import type { ThingRef } from '@/lib/menu/thing-ref';
import { formatMoney } from '@/lib/platform/format/money';
import type { MoneyPlace } from '@/lib/platform/money';

type Draft = { id: string; reference: string; eventName: string; unitPrice: number };
type Props = MoneyPlace & {
  kind: ThingRef['kind'];
  thing: { id: string; price: number };
  drafts: readonly Draft[];
};

const shown = 5;

/** Drafts that still have another price than the menu, and the one tap that brings the new one into them. */
export function DraftOffer({ kind, thing, drafts: found, currency, locale }: Props) {
  const [pending, start] = useTransition();
  const drafts = found.slice(0, mostDrafts);
  const hasMore = found.length > drafts.length;
  if (drafts.length === 0) return null;
  const count = drafts.length === 1 ? '1 draft' : `${drafts.length} drafts`;
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
        title={`${hasMore ? 'More than ' : ''}${count} for events to come ${drafts.length === 1 ? 'has' : 'have'} another price`}
        actions={
          <Button pending={pending} onClick={offer}>
            Offer {price} to {hasMore ? `the next ${count}` : count}
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
        {drafts.length > shown ? (
          <p>
            and {hasMore ? 'more than ' : ''}
            {drafts.length - shown} more.
          </p>
        ) : null}
      </Notice>
    </div>
  );
}
