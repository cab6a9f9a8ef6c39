import type { ReactNode } from 'react';
import { PlainLink } from '@/components/ui/link';
import { Badge } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { Sortable } from '@/components/ui/sortable';
import { EmptyState } from '@/components/ui/states';
import { reorder } from './archive';

type Offer = { id: string; name: string; active: boolean };

type Props<O extends Offer> = {
  /** What `reorder` knows them as. */
  kind: Parameters<typeof reorder>[0];
  label: string;
  offers: readonly O[];
  movable: boolean;
  /** Said where there is none. */
  empty: { title: string; text: string; add: ReactNode };
  children: (offer: O) => ReactNode;
};

/** What is offered in its order, which can be changed; what is archived stands below. */
export function OfferList<O extends Offer>({ kind, label, offers, movable, empty, children }: Props<O>) {
  const archived = offers.filter(({ active }) => !active);
  const offered = offers.filter(({ active }) => active);
  return (
    <>
      {offers.length === 0 ? (
        <EmptyState title={empty.title} actions={empty.add}>
          {empty.text}
        </EmptyState>
      ) : null}
      {offered.length > 0 ? (
        <Sortable
          label={label}
          rows={offered}
          rowKey={({ id }) => id}
          nameOf={({ name }) => name}
          movable={movable}
          move={(id, after) => reorder(kind, id, after)}
        >
          {children}
        </Sortable>
      ) : null}
      {archived.length > 0 ? (
        <Section title="Archived" className="mt-8">
          <ul className="divide-y border-b">
            {archived.map((offer) => (
              <li key={offer.id} className="py-2.5 text-sm">
                {children(offer)}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

type NameProps = { name: string; active: boolean /** Where it is changed, for who may. */; href?: string };

/** What an offer is called, and whether it is still offered. */
export function OfferName({ name, active, href }: NameProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      {href ? (
        <PlainLink href={href} dir="auto" className="min-w-0 break-words font-medium hover:underline">
          {name}
        </PlainLink>
      ) : (
        <span dir="auto" className="min-w-0 break-words font-medium">
          {name}
        </span>
      )}
      {active ? null : <Badge>Archived</Badge>}
    </div>
  );
}
