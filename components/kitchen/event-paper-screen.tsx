'use client';

import { PaperActions } from '@/components/paper/paper-actions';
import { PaperSheet } from '@/components/paper/paper-sheet';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { FilterChips } from '@/components/ui/filter-chips';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import type { eventPaperScreen } from '@/lib/kitchen/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { paperChips } from './paper-chips';

/** A packing list, a delivery note or the allergen cards of an event, to print or to save. */
export function EventPaperScreen({ sent }: { sent: Sent<DataOf<typeof eventPaperScreen>> }) {
  const { bookingId, kind, eventName, paper } = useScreen(sent).data;
  const path = `/bookings/${bookingId}`;
  const nothing = paper.parts.some((part) => part.kind === 'labels' && part.labels.length === 0);
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: path, label: eventName }}
          title={paper.title}
          primary={nothing ? null : <PaperActions pdf={`/api/v1${path}/papers/${kind}/paper.pdf`} />}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
        <div className="mb-6" onClick={openListLink}>
          <FilterChips label="Which paper" chips={paperChips(path, kind)} />
        </div>
      </div>
      {nothing ? (
        <EmptyState title="No dishes yet">
          Cards are made of the dishes of the menu that are served.
        </EmptyState>
      ) : (
        <PaperSheet paper={paper} />
      )}
    </>
  );
}
