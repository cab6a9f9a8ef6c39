import { openListLink } from '@/components/screen/list-links';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import { formatMoney } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';
import { OccasionParts, saySums } from './occasion-parts';

type Props = { occasion: Occasion; bookingId: string; place: Place };

/** What a booking is a part of: the other parts, and what they come to together. */
export function OccasionStrip({ occasion, bookingId, place }: Props) {
  const say = (amount: number) => formatMoney(amount, place.currency, place.locale);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div className="mb-8" onClick={openListLink}>
      <Section
        title={
          <>
            Part of <TextLink href={`/occasions/${occasion.id}`}>{occasion.name}</TextLink>
          </>
        }
        note={saySums(occasion.sums, say)}
        actions={
          <ButtonLink href={`/bookings/${bookingId}/part`} size="small">
            Add another part
          </ButtonLink>
        }
      >
        <OccasionParts
          {...{ name: occasion.name, parts: occasion.parts, place }}
          path="/bookings"
          current={bookingId}
        />
      </Section>
    </div>
  );
}
