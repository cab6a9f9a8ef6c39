import { formatMoney } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import type { EnquiryList } from '@/lib/enquiries/list-queries';
import { lostWords } from '@/lib/enquiries/words';
import { formatSpan } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';

type Props = { figures: EnquiryList['figures']; days: number; place: Place };

/** What came in, how soon it was answered, what was won, and what was lost and why. */
export function EnquiryFigures({ figures, days, place: { currency, locale } }: Props) {
  const settled = figures.won + figures.lost;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const facts = [
    { term: 'Received', value: formatCount(figures.received, locale) },
    {
      term: 'First answer, median',
      value: figures.minutes === null ? 'None yet' : formatSpan(Math.max(figures.minutes, 1) * 60_000),
    },
    {
      term: 'Won',
      value:
        settled === 0
          ? 'None settled yet'
          : `${figures.won} of ${settled} (${Math.round((100 * figures.won) / settled)} %)`,
    },
    { term: 'Worth of the won', value: money(figures.wonWorth) },
    { term: 'Worth of the lost', value: money(figures.lostWorth) },
  ];
  return (
    <Section title={`The last ${days} days`}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-5">
        {facts.map(({ term, value }) => (
          <div key={term}>
            <dt className="text-muted text-sm">{term}</dt>
            <dd className="tabular font-semibold text-base">{value}</dd>
          </div>
        ))}
      </dl>
      {figures.reasons.length > 0 ? (
        <table className="w-full max-w-2xl text-sm">
          <caption className="pb-2 text-start font-medium">Why enquiries were lost</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Reason</th>
              <th scope="col">Enquiries</th>
              <th scope="col">Worth</th>
            </tr>
          </thead>
          <tbody className="divide-y border-y">
            {figures.reasons.map(({ reason, n, worth }) => (
              <tr key={reason}>
                <th scope="row" className="py-2 pe-3 text-start font-normal">
                  {lostWords[reason]}
                </th>
                <td className="tabular py-2 text-end">{formatCount(n, locale)}</td>
                <td className="tabular py-2 text-end text-muted">{worth === null ? '' : money(worth)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Section>
  );
}
