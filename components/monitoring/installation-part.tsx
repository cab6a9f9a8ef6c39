import { BarSeries } from '@/components/charts/bar-series';
import { DateTime } from '@/components/ui/date-time';
import { Figure, Figures } from '@/components/ui/figure';
import { FilterChips } from '@/components/ui/filter-chips';
import { Notice, Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { monitoringFilter, ranges, rangeWords } from '@/lib/monitoring/filter';
import type { Installation } from '@/lib/monitoring/tell';
import { formatShort, formatTime } from '@/lib/platform/format/dates';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';
import { Rules } from './alert-rules';
import { Backups, Routes, Statements } from './installation-tables';
import { sayMb, sayMs, sayWait } from './words';

type Props = { installation: Installation; place: Place; now: Date };

/** What whoever runs the installation has to know of it, across its companies and with no word of any of them. */
export function InstallationPart({ installation, place, now }: Props) {
  const { rules, whole } = installation;
  const raised = rules.filter(({ raisedAt }) => raisedAt);
  return (
    <>
      <Section title="The installation" note="Only people who run it see this part.">
        {raised.map(({ rule, label, value, advice, raisedAt }) => (
          <Notice key={rule} tone="danger" title={value ? `${label}: ${value}` : label}>
            {advice} Since {raisedAt ? <DateTime at={raisedAt} {...place} /> : null}.
          </Notice>
        ))}
        <FilterChips
          label="Stretch of time"
          chips={ranges.map((range) => ({
            label: rangeWords[range],
            href: monitoringFilter.href(range === 'hour' ? {} : { range }),
            active: range === installation.range,
            usual: range === 'hour',
          }))}
        />
        {whole ? (
          <Measured installation={installation} whole={whole} place={place} />
        ) : (
          <EmptyState title="Nothing is measured yet">
            Each process keeps what it measured at the end of every minute. Reload in a minute.
          </EmptyState>
        )}
      </Section>
      {installation.routes.length > 0 ? <Routes routes={installation.routes} /> : null}
      <Statements statements={installation.statements} place={place} />
      <Rules rules={rules} place={place} />
      <Backups backups={installation.backups} place={place} now={now} />
    </>
  );
}

type Whole = NonNullable<Installation['whole']>;

function Measured({
  installation,
  whole,
  place,
}: {
  installation: Installation;
  whole: Whole;
  place: Place;
}) {
  const { processes, points, range, now: latest } = installation;
  const period = rangeWords[range].toLowerCase();
  const label = (at: Date) =>
    range === 'hour' || range === 'day' ? formatTime(at, place) : formatShort(at, place);
  const asked = whole.keptAsked ?? 0;
  return (
    <>
      <Figures>
        <Figure label="Requests" value={formatCount(whole.requests ?? 0)} period={period} />
        <Figure
          label="Answered within"
          value={sayMs(whole.p95)}
          period={`95 of 100; half in ${sayMs(whole.p50)}, 99 in ${sayMs(whole.p99)}`}
        />
        <Figure label="Errors" value={formatCount(whole.errors ?? 0)} period={period} />
        <Figure
          label="Told to come back"
          value={formatCount((whole.shed ?? 0) + (whole.limited ?? 0))}
          period={`${formatCount(whole.shed ?? 0)} while busy, ${formatCount(whole.limited ?? 0)} over a limit`}
        />
        <Figure
          label="Processes"
          value={processes}
          period={latest?.healthy === 0 ? 'not healthy' : 'healthy'}
        />
        <Figure
          label="Sessions"
          value={latest?.seen ?? 0}
          unit="now"
          period={`${latest?.sessions ?? 0} open`}
        />
        <Figure
          label="Event loop late by"
          value={sayMs(whole.loopP99)}
          period={`99 of 100; ${sayMs(whole.loopMost)} at worst`}
        />
        <Figure
          label="Memory"
          value={sayMb(whole.rssMb)}
          period={`most of one process; heap ${sayMb(whole.heapMb)}`}
        />
        <Figure
          label="Connections in use"
          value={`${whole.poolBusy ?? 0} of ${whole.pool ?? 0}`}
          period={`most of one process; longest wait ${sayMs(whole.poolWaitMs)}`}
        />
        <Figure
          label="Database"
          value={sayMb(latest?.databaseMb)}
          period={`${latest?.connections ?? 0} of ${latest?.connectionsMost ?? 0} connections`}
        />
        <Figure
          label="Kept answers told"
          value={asked > 0 ? formatPercent((whole.keptHits ?? 0) / asked, place.locale) : '–'}
          n={asked}
        />
        <Figure
          label="Disk used"
          value={latest?.diskUsed === undefined ? '–' : formatPercent(latest.diskUsed, place.locale)}
          period={
            latest?.diskFreeGb === undefined
              ? undefined
              : `${formatCount(latest.diskFreeGb, place.locale, 1)} GB left`
          }
        />
        <Figure
          label="Oldest due job"
          value={sayWait(latest?.dueJobSeconds)}
          period={`${latest?.queuedJobs ?? 0} wait`}
        />
        <Figure
          label="Messages"
          value={formatCount(whole.messagesOut ?? 0)}
          unit="sent"
          period={`${formatCount(whole.messagesFailed ?? 0)} failed, ${formatCount(whole.messagesIn ?? 0)} received`}
        />
        <Figure label="Oldest overdue message" value={sayWait(latest?.overdueMessageSeconds)} />
        <Figure
          label="Runs that failed"
          value={latest?.failedRuns ?? 0}
          period={`24 hours; ${latest?.parkedJobs ?? 0} given up`}
        />
      </Figures>
      <div className="grid gap-10 lg:grid-cols-2">
        <BarSeries
          title="Requests"
          index="at"
          series={[
            { key: 'requests', label: 'Requests' },
            { key: 'errors', label: 'Errors' },
          ]}
          data={points.map(({ at, requests, errors }) => ({ at: label(at), requests, errors }))}
        />
        <BarSeries
          title="Milliseconds"
          index="at"
          series={[
            { key: 'p95', label: 'Answered within (95 of 100)' },
            { key: 'loopP99', label: 'Event loop late by' },
          ]}
          data={points.map(({ at, p95, loopP99 }) => ({
            at: label(at),
            p95: p95 && Math.round(p95),
            loopP99: Math.round(loopP99),
          }))}
        />
      </div>
    </>
  );
}
