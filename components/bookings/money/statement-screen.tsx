'use client';

import { lazy } from 'react';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { FilterChips } from '@/components/ui/filter-chips';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { statementScreen } from '@/lib/bookings/money/statement/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { sendDialog } from './dialog-names';
import { PaperLinks } from './paper-links';
import { periodsOf, queryOf } from './periods';

const SendDialog = lazy(() => import('./send-dialog'));

/** What a customer was billed, what they paid, and what that leaves; to print, to save and to send. */
export function StatementScreen({ sent }: { sent: Sent<DataOf<typeof statementScreen>> }) {
  const { data, place } = useScreen(sent);
  const { customer, paper, links, asked, today, cut } = data;
  const path = `/customers/${customer.id}/statement`;
  const query = queryOf(asked);
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: `/customers/${customer.id}`, label: customer.name }}
          title="Statement"
          menu={<PaperActions pdf={`/api/v1${path}.pdf${query}`} />}
          primary={<DialogButton opens={sendDialog}>Send</DialogButton>}
        />
        <FilterChips label="Days" chips={periodsOf(path, today, asked)} />
        {cut ? (
          <Notice tone="attention" title="There is more than fits">
            These are the first thousand movements. Choose a shorter time.
          </Notice>
        ) : null}
        <div className="mb-6" />
      </div>
      <PaperSheet paper={paper} />
      <div className="mt-10" data-print="no">
        <PaperLinks links={links} where={place} />
      </div>
      <DialogsOnDemand ids={[sendDialog]}>
        <SendDialog paper="statement" id={customer.id} name="statement" customer={customer} />
      </DialogsOnDemand>
    </>
  );
}
