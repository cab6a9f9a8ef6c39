'use client';

import { KnowsButtons } from '@/components/bookings/versions/knows-buttons';
import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { FilterChips } from '@/components/ui/filter-chips';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { orderScreen } from '@/lib/kitchen/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { paperChips } from './paper-chips';

/** A booking's order as it is now: whose copy, as paper, and who says that they know it. */
export function OrderScreen({ sent }: { sent: Sent<DataOf<typeof orderScreen>> }) {
  const { data, busy } = useScreen(sent);
  const { bookingId, copy, paper, waiting } = data;
  const path = `/bookings/${bookingId}`;
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: path, label: data.eventName }}
          title="Event order"
          primary={<PaperActions pdf={`/api/v1${path}/order.pdf?copy=${copy}`} />}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
        <div className="mb-6 flex flex-col gap-4" onClick={openListLink}>
          <FilterChips label="Whose copy" chips={paperChips(path, copy)} />
          {waiting.length > 0 ? (
            <Notice
              tone="attention"
              title="Changed since it was agreed"
              actions={<KnowsButtons bookingId={bookingId} waiting={waiting} />}
            >
              Who has read the new version says so here, with name and time.
            </Notice>
          ) : null}
        </div>
      </div>
      <div aria-busy={busy || undefined}>
        <PaperSheet paper={paper} />
      </div>
    </>
  );
}
