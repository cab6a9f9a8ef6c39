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
const link = 'tabular inline-block min-w-6 rounded-md py-1.5 hover:underline';

/** What is cooked most, what it brings, and how it is liked. */
export function Dishes({ data, place }: { data: InsightsData; place: Place }) {
  const { currency, locale } = place;
  const money = data.money !== undefined;
  return (
    <Section
      title="Top dishes"
      note={`By guests cooked for at agreed events, ${stretchWords(data.days.wide, locale)}.${
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
                className="sticky start-0 h-11 min-w-28 break-words border-b bg-canvas pe-2 text-start font-normal sm:min-w-40"
              >
                <TextLink href={`/menu/${id}`}>{name}</TextLink>
              </th>
              <Count href={served.href} of={`Served, ${name}`} value={served.value} locale={locale} />
              <Count href={served.href} of={`Guests, ${name}`} value={served.covers} locale={locale} />
              <td className={cell}>
                <EstimateLink figure={liked} scale="share" of={`Liked, ${name}`} locale={locale} />
              </td>
              {sold ? (
                <>
                  <td className={cell}>
                    <PlainLink href={sold.href} aria-label={`Revenue, ${name}`} className={link}>
                      <Money amountMinor={sold.value} {...{ currency, locale }} />
                    </PlainLink>
                  </td>
                  <td className={cell}>
                    <Margin {...sold} name={name} place={place} />
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

type CountProps = { href: string; of: string; value: number; locale: string };

function Count({ href, of, value, locale }: CountProps) {
  return (
    <td className={cell}>
      <PlainLink href={href} aria-label={`${of}: ${formatCount(value, locale)}`} className={link}>
        {formatCount(value, locale)}
      </PlainLink>
    </td>
  );
}

type Sold = NonNullable<InsightsData['dishes'][number]['sold']>;

function Margin({
  value,
  margin,
  href,
  name,
  place: { currency, locale },
}: Sold & { name: string; place: Place }) {
  if (margin === null) return <span className="text-subtle">No cost</span>;
  return (
    <PlainLink href={href} aria-label={`Margin, ${name}`} className={link}>
      <Money amountMinor={margin} {...{ currency, locale }} />
      {value > 0 ? (
        <span className="block text-subtle text-xs">{formatPercent(margin / value, locale)}</span>
      ) : null}
    </PlainLink>
  );
}
