'use client';

import { lazy } from 'react';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { FilterChips } from '@/components/ui/filter-chips';
import { ButtonLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { DataTable } from '@/components/ui/table';
import { sayAccount } from '@/lib/bookings/money/accounts';
import type { ledgerScreen } from '@/lib/bookings/money/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { periodsOf, queryOf } from './periods';

const CodesDialog = lazy(() => import('./codes-dialog'));
const codesDialog = 'account-codes';

/** The books: what moved and what stands on each account, and the journal for the accountant. */
export function LedgerScreen({ sent }: { sent: Sent<DataOf<typeof ledgerScreen>> }) {
  const { data, place } = useScreen(sent);
  const { accounts, asked } = data;
  const { currency, locale } = place;
  const money = (amountMinor: number) =>
    amountMinor === 0 ? '–' : <Money {...{ amountMinor, currency, locale }} />;
  const query = queryOf(asked);
  return (
    <>
      <PageHead
        title="Ledger"
        meta={['Each payment, refund, invoice and credit note is posted by itself and balances']}
        primary={<ButtonLink href={`/api/v1/settings/ledger/export${query}`}>Download journal</ButtonLink>}
        menu={<DialogButton opens={codesDialog}>Account codes</DialogButton>}
      />
      <FilterChips label="Days" chips={periodsOf('/settings/ledger', data.today, asked)} />
      <div className="mt-4">
        <DataTable
          label="Accounts"
          rows={accounts}
          rowKey={({ account, part }) => `${account}/${part}`}
          columns={[
            {
              key: 'code',
              head: 'Code',
              phone: 'fact',
              cell: ({ code }) => <span className="tabular">{code}</span>,
            },
            {
              key: 'account',
              head: 'Account',
              grow: true,
              phone: 'title',
              cell: ({ account, part }) => sayAccount(account, part),
            },
            { key: 'debit', head: 'Debit', align: 'end', from: 'md', cell: ({ debit }) => money(debit) },
            { key: 'credit', head: 'Credit', align: 'end', from: 'md', cell: ({ credit }) => money(credit) },
            {
              key: 'balance',
              head: 'Stands at',
              align: 'end',
              phone: 'end',
              cell: ({ balance }) => money(balance),
            },
          ]}
        />
      </div>
      <p className="mt-3 text-subtle text-xs">
        Debit above zero, credit below; all accounts together come to nothing.
      </p>
      <DialogsOnDemand ids={[codesDialog]}>
        <CodesDialog id={codesDialog} accounts={accounts} />
      </DialogsOnDemand>
    </>
  );
}
