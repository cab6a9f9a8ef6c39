'use client';

import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { DescriptionList } from '@/components/ui/description-list';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { trailFilter } from '@/lib/audit/list-filter';
import type { auditEventScreen } from '@/lib/audit/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ChangesTable, changesInShort } from './changes';

const list = trailFilter.read({});

/** One entry of the trail: who did what, every field before and after, and what was done in the same go. */
export function AuditEventScreen({ sent }: { sent: Sent<DataOf<typeof auditEventScreen>> }) {
  const { data: entry, place } = useScreen(sent);
  const { record } = entry;
  const when = formatDateTime({ at: entry.at, ...place });
  return (
    <>
      <PageHead
        back={{ href: '/settings/audit', label: 'Audit' }}
        title={`${entry.who} ${entry.deed}`}
        meta={[when, entry.subject]}
        primary={
          entry.href ? (
            <ButtonLink href={entry.href} variant="primary">
              Open it
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
        <div className="flex flex-col gap-10">
          <Section
            title="What changed"
            actions={
              record ? (
                <TextLink href={trailFilter.href(list, { record })}>All that happened to it</TextLink>
              ) : null
            }
          >
            {entry.changes.length > 0 ? (
              <ChangesTable
                changes={entry.changes}
                {...(record && { storyOf: (field: string) => trailFilter.href(list, { record, field }) })}
              />
            ) : (
              <p className="text-muted text-sm">It left nothing to compare.</p>
            )}
          </Section>
          {entry.besides.length > 0 ? (
            <Section title="In the same go">
              <ul className="divide-y text-sm">
                {entry.besides.map((other) => (
                  <li key={other.id} className="py-2">
                    <TextLink href={`/settings/audit/${other.id}`}>
                      {other.subject ? `${other.deed}: ${other.subject}` : other.deed}
                    </TextLink>
                    <p className="text-muted">{changesInShort(other.changes)}</p>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <Section title="How it came">
          <DescriptionList
            facts={[
              { term: 'Entry', value: entry.id },
              { term: 'When', value: when },
              { term: 'Who', value: entry.who },
              { term: 'Address', value: entry.ip },
              { term: 'Request', value: entry.requestId },
              { term: 'Record', value: entry.record },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
