'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { useSent } from '@/components/screen/use-sent';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { SideScroll } from '@/components/ui/side-scroll';
import { notify } from '@/components/ui/toast';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import { mergeCustomers, unmergeCustomers } from '@/lib/customers/actions';
import type { MergeSides } from '@/lib/customers/merge-queries';
import type { mergeScreen } from '@/lib/customers/screens';
import { formatPhone } from '@/lib/platform/format/phones';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { sayExemption } from '@/lib/pricing/tax/words';
import { channelWords, cuisineWords } from './words';

type Data = DataOf<typeof mergeScreen>;
type Side = MergeSides['keep'];

/** Two records side by side and what they would become, before anything is done. */
export function MergeScreen({ sent }: { sent: Sent<Data> }) {
  const { keep, go, preview, locale } = useSent(sent).data;
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const merge = () =>
    startTransition(async () => {
      const result = await attempt((key) => mergeCustomers({ keptId: keep.id, goneId: go.id }, key));
      if (!result.ok) return notify({ message: 'Not merged', detail: result.message, tone: 'error' });
      const { mergeId } = result.data;
      notify({
        message: `${go.name} is part of ${keep.name} now`,
        undo: () => void attempt((key) => unmergeCustomers({ mergeId }, key)),
      });
      router.push(`/customers/${keep.id}` as Route);
    });
  const comesAlong = keep.exemption === null && go.exemption !== null;
  const leftBilling = [
    preview.leftBilling.exemption && `tax exempt, ${sayExemption(preview.leftBilling.exemption, locale)}`,
    preview.leftBilling.displayCurrency && `totals in ${preview.leftBilling.displayCurrency} as well`,
  ].filter(Boolean);
  const optedOut = Object.values(preview.consents).includes('withdrawn');
  return (
    <>
      <PageHead
        back={{ href: `/customers/${keep.id}`, label: keep.name }}
        title="Merge two customers"
        primary={
          <Button variant="primary" pending={pending} onClick={merge}>
            Merge into {keep.name}
          </Button>
        }
        menu={<ButtonLink href={`/customers/${go.id}/merge?with=${keep.id}`}>Keep the other</ButtonLink>}
      />
      <div className="flex max-w-4xl flex-col gap-6">
        <Notice>
          {`Everything of ${go.name} becomes that of ${keep.name}. For 30 days it can be taken back exactly as it was.`}
        </Notice>
        {go.logins.length > 0 ? (
          <Notice tone="attention" title="A login comes along">
            {`${go.logins.join(', ')} will see everything of ${keep.name}, too.`}
          </Notice>
        ) : null}
        {optedOut ? (
          <Notice tone="attention">
            One of the two wants no messages on a channel: that holds for the merged record.
          </Notice>
        ) : null}
        <SideScroll label="Both records">
          <table className="w-full min-w-120 text-sm">
            <caption className="sr-only">Both records and what they become</caption>
            <thead>
              <tr className="border-b text-start text-muted">
                <td className="w-32 py-2" />
                <th scope="col" className="py-2 pe-4 text-start font-medium">
                  Stays
                </th>
                <th scope="col" className="py-2 pe-4 text-start font-medium">
                  Becomes part of it
                </th>
                <th scope="col" className="py-2 text-start font-medium text-ink">
                  Afterwards
                </th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {rowsOf({ keep, go, preview, locale }).map(({ term, cells }) => (
                <tr key={term} className="align-top">
                  <th scope="row" className="py-2 pe-3 text-start font-normal text-muted">
                    {term}
                  </th>
                  {cells.map((cell, index) => (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                      key={index}
                      dir="auto"
                      className="whitespace-pre-wrap break-words py-2 pe-4 last:font-medium"
                    >
                      {cell === null || cell === '' ? <span className="text-subtle">–</span> : cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </SideScroll>
        {comesAlong ? (
          <Notice tone="attention" title="No tax is asked of the merged record">
            {`The exemption of ${go.name} comes along. Open bookings keep their price until somebody takes it up on them.`}
          </Notice>
        ) : null}
        {preview.left.length > 0 ? (
          <p className="text-muted text-sm">
            {`Not on the merged record, since it has its own: ${preview.left
              .map(({ field, value }) => (field === 'phone' ? formatPhone(value) : value))
              .join(', ')}. Messages from that number are known as theirs all the same.`}
          </p>
        ) : null}
        {leftBilling.length > 0 ? (
          <p className="text-muted text-sm">{`What ${keep.name} says of tax and currency stays. Left behind: ${leftBilling.join('; ')}.`}</p>
        ) : null}
      </div>
    </>
  );
}

type Cell = string | number | null;

function rowsOf({ keep, go, preview, locale }: Data): { term: string; cells: [Cell, Cell, Cell] }[] {
  const phone = (value: string | null) => value && formatPhone(value);
  const cuisine = (value: string | null) => value && cuisineWords[value as keyof typeof cuisineWords];
  const exempt = (value: TaxExemption | null) => value && sayExemption(value, locale);
  const sum = (term: string, of: (side: Side) => number) =>
    ({ term, cells: [of(keep), of(go), of(keep) + of(go)] }) as { term: string; cells: [Cell, Cell, Cell] };
  const said = (state: 'granted' | 'withdrawn' | null | undefined) =>
    state === 'granted' ? 'Agreed' : state === 'withdrawn' ? 'Opted out' : null;
  return [
    { term: 'Name', cells: [keep.name, go.name, preview.name] },
    { term: 'Phone', cells: [phone(keep.phone), phone(go.phone), phone(preview.phone)] },
    { term: 'E-mail', cells: [keep.email, go.email, preview.email] },
    { term: 'Address', cells: [keep.address, go.address, preview.address] },
    { term: 'Cuisine', cells: [cuisine(keep.cuisine), cuisine(go.cuisine), cuisine(preview.cuisine)] },
    {
      term: 'Tax exempt',
      cells: [exempt(keep.exemption), exempt(go.exemption), exempt(preview.exemption)],
    },
    {
      term: 'Totals also in',
      cells: [keep.displayCurrency, go.displayCurrency, preview.displayCurrency],
    },
    { term: 'Tags', cells: [keep.tags.join(', '), go.tags.join(', '), preview.tags.join(', ')] },
    { term: 'Notes', cells: [keep.notes, go.notes, preview.notes] },
    ...(['whatsapp', 'email', 'sms'] as const).map((channel) => ({
      term: `Messages: ${channelWords[channel]}`,
      cells: [said(keep.consents[channel]), said(go.consents[channel]), said(preview.consents[channel])] as [
        Cell,
        Cell,
        Cell,
      ],
    })),
    sum('Bookings', (side) => side.bookings),
    sum('Enquiries', (side) => side.enquiries),
    sum('Conversations', (side) => side.conversations),
    sum('Cases', (side) => side.cases),
    sum('Feedback', (side) => side.feedback),
    sum('Vouchers', (side) => side.vouchers),
    sum('Logins', (side) => side.logins.length),
  ];
}
