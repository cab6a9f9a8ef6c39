'use client';

import { AsOf } from '@/components/screen/as-of';
import { useScreen } from '@/components/screen/use-screen';
import { DateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { type Column, DataTable } from '@/components/ui/table';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { type AskedRows, rowsFilter } from '@/lib/dashboard/insights/filter';
import type { InsightRow } from '@/lib/dashboard/insights/rows';
import type { insightRowsScreen } from '@/lib/dashboard/insights/screens';
import { aspectWords, rowWords, stretchWords, weekdayWords } from '@/lib/dashboard/insights/words';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof insightRowsScreen>;

/** The rows that a figure is the sum of. */
export function InsightRowsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, now, failed } = useScreen(sent);
  const { asked, rows, dish } = data;
  const href = (turn: { after?: string; before?: string }) => rowsFilter.href(asked, turn);
  return (
    <>
      <PageHead
        title={dish ? `${rowWords[asked.of]}: ${dish}` : rowWords[asked.of]}
        meta={[...narrowedBy(asked, place.locale), ...told(data, place)]}
        back={{ href: '/insights', label: 'Insights' }}
      />
      <AsOf {...{ failed, now, place }} what="these rows" />
      {rows.length === 0 ? (
        <EmptyState
          title="No row in these days"
          actions={<ButtonLink href="/insights">Back to Insights</ButtonLink>}
        >
          The figure is zero, or what it counted has changed since.
        </EmptyState>
      ) : (
        <DataTable<InsightRow>
          label={rowWords[asked.of]}
          rows={rows}
          rowKey={(row) => row.id}
          href={(row) => row.href}
          columns={columnsOf(data, place)}
        />
      )}
      <Pagination
        previousHref={data.previous && href({ before: data.previous })}
        nextHref={data.next && href({ after: data.next })}
      />
    </>
  );
}

const typeWords: Partial<Record<string, string>> = eventTypeWords;

function narrowedBy({ of, from, to, type, score, aspect, weekday }: AskedRows, locale: string): string[] {
  return [
    ...(to ? [daysWords({ of, from, to }, locale)] : []),
    ...(type ? [typeWords[type] ?? type] : []),
    ...(score ? [`${score} of 5`] : []),
    ...(aspect ? [aspectWords[aspect]] : []),
    ...(weekday ? [weekdayWords[Number(weekday) - 1] ?? ''] : []),
  ];
}

function daysWords({ of, from, to }: Pick<AskedRows, 'of' | 'from'> & { to: string }, locale: string) {
  if (from) return stretchWords({ from, to }, locale);
  const day = formatCalendarDate(to, locale);
  return of === 'active' ? `with an agreed event in the 365 days up to ${day}` : `at the end of ${day}`;
}

/** The figure itself, in words. */
function told({ asked, n, sum, measure }: Data, { currency, locale }: Place): string[] {
  const rows = n === null ? [] : [`${formatCount(n, locale)} ${n === 1 ? 'row' : 'rows'}`];
  if (sum === null || measure === 'none') return rows;
  if (measure === 'money') return [...rows, `${formatMoney(sum, currency, locale)} in all`];
  if (measure === 'guests') return [...rows, `${formatCount(sum, locale)} guests`];
  if (measure === 'yes') return [...rows, `${formatCount(sum, locale)} ${yesWords(asked)[0].toLowerCase()}`];
  return n ? [...rows, `${formatCount(sum / n, locale, 2)} of 5 on average`] : rows;
}

const yesWords = ({ of }: AskedRows): [string, string] =>
  of === 'completed' ? ['Answered', 'No answer'] : of === 'liked' ? ['Liked', 'Not liked'] : ['Yes', 'No'];

function columnsOf({ asked, measure }: Data, place: Place): Column<InsightRow>[] {
  const { timeZone, locale, currency } = place;
  const value = ({ value: given }: InsightRow) => {
    if (given === null) return '–';
    if (measure === 'money') return <Money amountMinor={given} {...{ currency, locale }} />;
    if (measure === 'yes') return yesWords(asked)[given ? 0 : 1];
    return measure === 'score' ? `${given} of 5` : formatCount(given, locale);
  };
  const heads = { money: 'Amount', score: 'Score', yes: 'Answer', guests: 'Guests', none: '' };
  return [
    { key: 'what', head: 'What', grow: true, phone: 'title', cell: (row) => row.title },
    { key: 'who', head: 'Who', grow: true, phone: 'words', cell: (row) => row.detail },
    {
      key: 'when',
      head: asked.of === 'active' ? 'Latest event' : 'When',
      phone: 'fact',
      cell: (row) =>
        row.day ? (
          formatCalendarDate(row.day, locale)
        ) : row.at ? (
          <DateTime at={row.at} {...{ timeZone, locale }} />
        ) : null,
    },
    ...(measure === 'none'
      ? []
      : [{ key: 'value', head: heads[measure], align: 'end' as const, phone: 'end' as const, cell: value }]),
  ];
}
