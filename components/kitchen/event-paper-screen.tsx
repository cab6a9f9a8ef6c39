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
import { labelChips, paperChips } from './paper-chips';

/** A packing list, a delivery note, the allergen cards or the box labels of an event, to print or to save. */
export function EventPaperScreen({ sent }: { sent: Sent<DataOf<typeof eventPaperScreen>> }) {
  const { bookingId, kind, each, eventName, paper } = useScreen(sent).data;
  const path = `/bookings/${bookingId}`;
  const nothing = paper.parts.some((part) => part.kind === 'labels' && part.labels.length === 0);
  return (
    <>
      <div data-print="no">
        <PageHead
          back={{ href: path, label: eventName }}
          title={paper.title}
          primary={
            nothing ? null : (
              <PaperActions
                pdf={`/api/v1${path}/papers/${kind}/paper.pdf${each > 1 ? `?each=${each}` : ''}`}
              />
            )
          }
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard */}
        <div className="mb-6" onClick={openListLink}>
          <FilterChips label="Which paper" chips={paperChips(path, kind)} />
          {kind === 'labels' ? (
            <div className="mt-3">
              <FilterChips label="Labels for each dish" chips={labelChips(path, each)} />
              <p className="mt-2 text-muted text-sm">
                A dish sold by the tray has a label for each tray. The file fits sheets of 14 labels on A4
                (99.1 × 38.1 mm) and of 10 on Letter (4 × 2 in): print it at 100 %.
              </p>
            </div>
          ) : null}
        </div>
      </div>
      {nothing ? (
        <EmptyState title="No dishes yet">
          Cards and labels are made of the dishes of the menu that are served.
        </EmptyState>
      ) : (
        <PaperSheet paper={paper} />
      )}
    </>
  );
}
