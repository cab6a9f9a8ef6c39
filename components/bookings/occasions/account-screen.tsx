'use client';

import { lazy } from 'react';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { PageHead } from '@/components/ui/page-head';
import type { accountScreen } from '@/lib/bookings/money/statement/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { sendDialog } from '../money/dialog-names';
import { PaperLinks } from '../money/paper-links';

const SendDialog = lazy(() => import('../money/send-dialog'));

/** What an occasion comes to, part by part, with its bills and payments; to print, to save and to send. */
export function AccountScreen({ sent }: { sent: Sent<DataOf<typeof accountScreen>> }) {
  const { data, place } = useScreen(sent);
  const { occasion, customer, paper, links } = data;
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: `/occasions/${occasion.id}`, label: occasion.name }}
          title="Account"
          menu={<PaperActions pdf={`/api/v1/occasions/${occasion.id}/account.pdf`} />}
          primary={<DialogButton opens={sendDialog}>Send</DialogButton>}
        />
      </div>
      <PaperSheet paper={paper} />
      <div className="mt-10" data-print="no">
        <PaperLinks links={links} where={place} />
      </div>
      <DialogsOnDemand ids={[sendDialog]}>
        <SendDialog paper="occasion" id={occasion.id} name="account of the occasion" customer={customer} />
      </DialogsOnDemand>
    </>
  );
}
