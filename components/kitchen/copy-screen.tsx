'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { copyScreen } from '@/lib/kitchen/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof copyScreen>;

const named = (version: number) => (version === 0 ? 'a draft' : `version ${version}`);

/** What a printed copy is told of itself where its code is scanned. */
export function CopyScreen({ sent }: { sent: Sent<Data> }) {
  const { data } = useScreen(sent);
  const { bookingId, eventName, reference } = data;
  return (
    <>
      <PageHead
        back={{ href: `/bookings/${bookingId}`, label: reference }}
        title={eventName}
        meta={[`The copy in your hand is ${named(data.held)}`]}
      />
      <div className="flex max-w-2xl flex-col gap-5">
        <CopyState data={data} />
        <div>
          <ButtonLink href={`/bookings/${bookingId}/order`} variant="primary">
            Open the current order
          </ButtonLink>
        </div>
      </div>
    </>
  );
}

function CopyState({ data: { cancelled, state, newest, held, changes } }: { data: Data }) {
  if (cancelled)
    return (
      <Notice tone="danger" title="This event is cancelled">
        Don’t work from this copy.
      </Notice>
    );
  if (state === 'current')
    return (
      <Notice title="This copy is current">Nothing changed since it was printed as {named(held)}.</Notice>
    );
  if (state === 'unknown')
    return (
      <Notice tone="danger" title="There is no such version">
        The booking is at {named(newest)}. Print the order again.
      </Notice>
    );
  return (
    <Notice
      tone="danger"
      title={`This copy is stale: it is ${named(held)}, the booking is at version ${newest}`}
    >
      <p>Print it again. Changed since:</p>
      <ul className="mt-1 list-disc ps-5">
        {changes.map((change) => (
          <li key={change} dir="auto" className="whitespace-pre-line break-words">
            {change}
          </li>
        ))}
        {changes.length === 0 ? <li>Everything was changed back to what this copy says.</li> : null}
      </ul>
    </Notice>
  );
}
