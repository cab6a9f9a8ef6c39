import { DateTime } from '@/components/ui/date-time';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { DataTable } from '@/components/ui/table';
import type { Installation, RouteLine } from '@/lib/monitoring/tell';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';
import { sayMb, sayMs } from './words';

const kinds: Record<string, string> = { read: 'Read', nav: 'Within the app', write: 'Write' };

/** How long each address takes, those first that take most of the time. */
export function Routes({ routes }: { routes: RouteLine[] }) {
  return (
    <Section title="Addresses" note="By all the time they took together.">
      <DataTable<RouteLine>
        label="Addresses"
        rows={routes}
        rowKey={({ kind, name }) => `${kind} ${name}`}
        columns={[
          { key: 'name', head: 'Address', grow: true, phone: 'title', cell: ({ name }) => name },
          { key: 'kind', head: 'How', from: 'md', cell: ({ kind }) => kinds[kind] ?? kind },
          {
            key: 'n',
            head: 'Requests',
            align: 'end',
            from: 'md',
            cell: ({ requests }) => formatCount(requests),
          },
          { key: 'p50', head: 'p50', align: 'end', from: 'md', cell: ({ p50 }) => sayMs(p50) },
          {
            key: 'p95',
            head: 'p95',
            align: 'end',
            phone: 'fact',
            named: 'p95',
            cell: ({ p95 }) => sayMs(p95),
          },
          { key: 'p99', head: 'p99', align: 'end', from: 'md', cell: ({ p99 }) => sayMs(p99) },
          {
            key: 'errors',
            head: 'Errors',
            align: 'end',
            phone: 'fact',
            named: 'Errors',
            cell: ({ errors }) => formatCount(errors),
          },
        ]}
      />
    </Section>
  );
}

type Statement = Installation['statements'][number];

/** What the database took long for, with how it looked it up. */
export function Statements({ statements, place }: { statements: Statement[]; place: Place }) {
  return (
    <Section
      title="Slow statements"
      note="Each call over 200 ms counts; what they were asked with is kept nowhere."
    >
      {statements.length === 0 ? (
        <EmptyState title="No statement was slow">Statements that take over 200 ms appear here.</EmptyState>
      ) : (
        <DataTable<Statement>
          label="Slow statements"
          rows={statements}
          rowKey={({ name }) => name}
          columns={[
            {
              key: 'name',
              head: 'Statement',
              phone: 'title',
              cell: ({ name, text }) => <span title={text}>{name}</span>,
            },
            {
              key: 'plan',
              head: 'Plan',
              grow: true,
              wrap: true,
              phone: 'words',
              cell: ({ plan }) => plan ?? 'Not told',
            },
            {
              key: 'calls',
              head: 'Slow calls',
              align: 'end',
              from: 'md',
              cell: ({ calls }) => formatCount(calls),
            },
            {
              key: 'p95',
              head: 'p95',
              align: 'end',
              phone: 'fact',
              named: 'p95',
              cell: ({ p95 }) => sayMs(p95),
            },
            { key: 'worst', head: 'Worst', align: 'end', from: 'md', cell: ({ worstMs }) => sayMs(worstMs) },
            {
              key: 'total',
              head: 'Altogether',
              align: 'end',
              from: 'md',
              cell: ({ totalMs }) => sayMs(totalMs),
            },
            {
              key: 'last',
              head: 'Last',
              from: 'lg',
              cell: ({ lastAt }) => <DateTime at={lastAt} {...place} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

type Backup = Installation['backups'][number];

/** The last backups, whether they hold and how large they are. */
export function Backups({ backups, place, now }: { backups: Backup[]; place: Place; now: Date }) {
  return (
    <Section
      title="Backups"
      note="Each is read again after it was written; restore one with npm run db:restore."
    >
      {backups.length === 0 ? (
        <EmptyState title="No backup was made yet">
          The launcher makes one within an hour of its start and then every day. Where it doesn’t own the
          database, back it up yourself.
        </EmptyState>
      ) : (
        <DataTable<Backup>
          label="Backups"
          rows={backups}
          rowKey={({ startedAt }) => startedAt}
          columns={[
            {
              key: 'at',
              head: 'Made',
              phone: 'title',
              cell: ({ startedAt }) => <DateTime at={startedAt} {...place} />,
            },
            {
              key: 'state',
              head: 'State',
              phone: 'state',
              cell: ({ finishedAt, problem }) =>
                problem ? (
                  <Pill tone="rose">Failed</Pill>
                ) : finishedAt ? (
                  <Pill tone="green">Holds</Pill>
                ) : (
                  <Pill tone="amber">Under way</Pill>
                ),
            },
            {
              key: 'age',
              head: 'Age',
              from: 'md',
              cell: ({ startedAt }) => <RelativeTime at={startedAt} now={now} {...place} />,
            },
            {
              key: 'rows',
              head: 'Rows',
              align: 'end',
              phone: 'fact',
              named: 'Rows',
              cell: ({ rows }) => (rows === null ? '–' : formatCount(rows)),
            },
            {
              key: 'files',
              head: 'Files',
              align: 'end',
              from: 'md',
              cell: ({ files }) => (files === null ? '–' : formatCount(files)),
            },
            {
              key: 'size',
              head: 'Size',
              align: 'end',
              from: 'md',
              cell: ({ bytes }) => (bytes === null ? '–' : sayMb(bytes / 1e6)),
            },
            {
              key: 'problem',
              head: 'Why not',
              grow: true,
              wrap: true,
              phone: 'words',
              cell: ({ problem }) => problem ?? '',
            },
          ]}
        />
      )}
    </Section>
  );
}
