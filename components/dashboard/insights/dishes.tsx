import { EstimateLink } from '@/components/stats/estimate';
import { FigureTable } from '@/components/ui/figure-table';
import { PlainLink, TextLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { stretchWords } from '@/lib/dashboard/insights/words';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';

const cell = 'h-11 border-b ps-4 text-end';

/** What is cooked most, what it brings, and how it is liked. */
export function Dishes({ data, place }: { data: InsightsData; place: Place }) {
  const { currency, locale } = place;
  const money = data.money !== undefined;
  return (
    <Section
      title="Top dishes"
      note={`By guests cooked for at agreed events. ${stretchWords(data.days.wide, locale)}${
        money ? ' Revenue and margin are of dishes sold by themselves, at today’s costs.' : ''
      }`}
    >
      {data.dishes.length === 0 ? (
        <EmptyState title="No dish in these days">Dishes of agreed events appear here.</EmptyState>
      ) : (
        <FigureTable
          label="Top dishes"
          heads={['Dish', 'Events', 'Guests', 'Liked', ...(money ? ['Revenue', 'Margin'] : [])]}
        >
          {data.dishes.map(({ id, name, served, liked, sold }) => (
            <tr key={id}>
              <th
                scope="row"
                dir="auto"
                className="h-11 min-w-40 break-words border-b text-start font-normal"
              >
                <TextLink href={`/menu/${id}`}>{name}</TextLink>
              </th>
              <td className={cell}>
                <PlainLink
                  href={served.href}
                  aria-label={`Served, ${name}: ${formatCount(served.value, locale)}`}
                  className="tabular inline-block min-w-6 rounded-md py-1.5 hover:underline"
                >
                  {formatCount(served.value, locale)}
                </PlainLink>
              </td>
              <td className={`tabular ${cell}`}>{formatCount(served.covers, locale)}</td>
              <td className={cell}>
                <EstimateLink figure={liked} scale="share" of={`Liked, ${name}`} locale={locale} />
              </td>
              {sold ? (
                <>
                  <td className={cell}>
                    <Money amountMinor={sold.revenue} {...{ currency, locale }} />
                  </td>
                  <td className={cell}>
                    <Margin {...sold} place={place} />
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </FigureTable>
      )}
    </Section>
  );
}

type Sold = NonNullable<InsightsData['dishes'][number]['sold']>;

function Margin({ revenue, margin, place: { currency, locale } }: Sold & { place: Place }) {
  if (margin === null) return <span className="text-subtle">No cost</span>;
  return (
    <>
      <Money amountMinor={margin} {...{ currency, locale }} />
      {revenue > 0 ? (
        <span className="tabular block text-subtle text-xs">{formatPercent(margin / revenue, locale)}</span>
      ) : null}
    </>
  );
}
