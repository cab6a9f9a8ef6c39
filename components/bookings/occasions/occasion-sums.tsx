import { DescriptionList } from '@/components/ui/description-list';
import { Section } from '@/components/ui/section';
import type { Sums } from '@/lib/bookings/occasions/rules';

/** What the parts of an occasion come to together. */
export function OccasionSums({ sums, say }: { sums: Sums; say: (amount: number) => string }) {
  const { asked, deposit, depositOpen, paid, open, giveBack } = sums;
  return (
    <Section title="Together">
      <DescriptionList
        amounts
        facts={[
          { term: 'Total', value: say(asked) },
          {
            term: 'Deposit',
            value: depositOpen > 0 ? `${say(deposit)}, ${say(depositOpen)} missing` : say(deposit),
          },
          { term: 'Paid', value: say(paid) },
          { term: 'Open', value: say(open) },
          ...(giveBack > 0 ? [{ term: 'To give back', value: say(giveBack) }] : []),
        ]}
      />
    </Section>
  );
}
