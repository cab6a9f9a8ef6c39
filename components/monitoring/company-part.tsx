import { BarSeries } from '@/components/charts/bar-series';
import { Figure, Figures } from '@/components/ui/figure';
import { TextLink } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import type { monitoringScreen } from '@/lib/monitoring/screens';
import { formatTime } from '@/lib/platform/format/dates';
import { formatPercent } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { sayWait } from './words';

const keptWords: Partial<Record<string, string>> = {
  figures: 'Key figures',
  charts: 'Charts',
  lists: 'Lists',
};

type Props = { company: DataOf<typeof monitoringScreen>['company']; place: Place; now: Date };

/** The company's own: what went out and came in, what waits, and whether it is backed up. */
export function CompanyPart({ company: { messages, queues, kept }, place, now }: Props) {
  const sum = (of: 'out' | 'failed' | 'received') => messages.reduce((total, hour) => total + hour[of], 0);
  const [out, failed] = [sum('out'), sum('failed')];
  return (
    <Section
      title="Your company"
      note="Messages and files of the last 24 hours."
      actions={<TextLink href="/messages/log">All messages</TextLink>}
    >
      <Figures>
        <Figure label="Sent" value={out} unit={out === 1 ? 'message' : 'messages'} period="24 hours" />
        <Figure
          label="Failed"
          value={failed}
          period={out > 0 ? `${formatPercent(failed / out, place.locale, 1)} of what was sent` : '24 hours'}
        />
        <Figure label="Received" value={sum('received')} period="24 hours" />
        <Figure label="Oldest message past its time" value={sayWait(queues?.oldestWaiting)} />
        <Figure label="Oldest message not yet read" value={sayWait(queues?.oldestUnread)} />
        <Figure
          label="Files under way"
          value={queues?.filesUnderWay ?? 0}
          period={queues?.filesFailed ? `${queues.filesFailed} failed in 24 hours` : undefined}
          href="/exports"
        />
        {kept.map(({ kind, asked, hits }) => (
          <Figure
            key={kind}
            label={`${keptWords[kind] ?? kind} of the insights told from memory`}
            value={asked > 0 ? formatPercent(hits / asked, place.locale) : '–'}
            n={asked}
            missing={asked === 0 ? 'Nobody has asked yet' : undefined}
          />
        ))}
        <Figure
          label="Last backup"
          value={queues?.lastBackupAt ? <RelativeTime at={queues.lastBackupAt} now={now} {...place} /> : null}
          missing={queues?.lastBackupAt ? undefined : 'None by Cater; ask whoever runs it'}
        />
      </Figures>
      <BarSeries
        title="Messages by hour"
        index="hour"
        series={[
          { key: 'out', label: 'Sent' },
          { key: 'failed', label: 'Failed' },
          { key: 'received', label: 'Received' },
        ]}
        data={messages.map(({ at, ...counts }) => ({ hour: formatTime(at, place), ...counts }))}
        empty="No message went out or came in within 24 hours."
      />
    </Section>
  );
}
