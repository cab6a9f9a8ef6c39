import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import type { PayOffer } from '@/lib/bookings/money/online/queries';
import { wholeOccasion } from '@/lib/bookings/money/online/whole-occasion';

const buttons = {
  deposit: 'Pay the deposit',
  instalment: 'Pay what is due next',
  balance: 'Pay all that is left',
};

const names = { deposit: 'Deposit', instalment: 'due next', balance: 'all that is left' };

type Props = {
  bookingId: string;
  offer: PayOffer;
  say: (amount: number) => string;
  /** The occasion that it pays for as a whole. */
  occasion?: string;
};

/** In the portal: what can be paid now, and how. Plain forms, which the browser itself can post. */
export function PaySection({ bookingId, offer, say, occasion }: Props) {
  const { dues, online, instructions, reference } = offer;
  if (!online)
    return (
      <Section title={occasion ? `How to pay for ${occasion}` : 'How to pay'}>
        {instructions ? (
          <p dir="auto" className="whitespace-pre-line">
            {instructions}
          </p>
        ) : (
          <p>Ask us how to pay.</p>
        )}
        {occasion ? (
          <p className="mt-2">
            {dues.map(({ purpose, amount }) => `${names[purpose]} ${say(amount)}`).join(', ')}, for{' '}
            {offer.ids.length} events together.
          </p>
        ) : null}
        <p className="mt-2">
          Give <b>{reference}</b> as the reference, so that your payment is found.
        </p>
      </Section>
    );
  return (
    <Section title={occasion ? `Pay for ${occasion}` : 'Pay'}>
      <form method="post" action={`/my/bookings/${bookingId}/pay`} className="flex flex-wrap gap-3">
        {occasion ? <input type="hidden" name="for" value={wholeOccasion} /> : null}
        {dues.map(({ purpose, amount }, at) => (
          <Button
            key={purpose}
            type="submit"
            name="purpose"
            value={purpose}
            size="large"
            variant={at === 0 ? 'primary' : undefined}
          >
            {buttons[purpose]}: {say(amount)}
          </Button>
        ))}
      </form>
      <p className="mt-2 text-muted text-sm">
        {occasion ? `One payment for ${offer.ids.length} events, with one receipt. ` : null}
        With mobile money, by card or by bank transfer.
      </p>
    </Section>
  );
}
