import { lazy, useMemo } from 'react';
import { DateTime } from '@/components/ui/date-time';
import { DialogButton } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import type { Installation } from '@/lib/monitoring/tell';
import type { Place } from '@/lib/platform/sent';

type Rule = Installation['rules'][number];

const dialogOf = (rule: string) => `threshold-${rule}`;
const ThresholdDialog = lazy(() => import('./threshold-dialog'));

/** What the operators are told of, how it stands, and from where on. */
export function Rules({ rules, place }: { rules: Rule[]; place: Place }) {
  const dialogs = useMemo(() => rules.map(({ rule }) => dialogOf(rule)), [rules]);
  return (
    <Section title="Alerts" note="You are told at the bell when one begins; those marked by mail can’t wait.">
      <DataTable<Rule>
        label="Alerts"
        rows={rules}
        rowKey={({ rule }) => rule}
        columns={[
          { key: 'label', head: 'Alert', grow: true, phone: 'title', cell: ({ label }) => label },
          {
            key: 'state',
            head: 'State',
            phone: 'state',
            cell: ({ raisedAt, value }) =>
              raisedAt ? (
                <Pill tone="rose">On</Pill>
              ) : value === null ? (
                <Pill tone="slate">Not measured</Pill>
              ) : (
                <Pill tone="green">Fine</Pill>
              ),
          },
          {
            key: 'value',
            head: 'Now',
            align: 'end',
            phone: 'fact',
            named: 'Now',
            cell: ({ value }) => value || '–',
          },
          {
            key: 'threshold',
            head: 'Above',
            align: 'end',
            phone: 'fact',
            named: 'Told above',
            cell: ({ threshold }) => threshold || '–',
          },
          {
            key: 'mail',
            head: 'Told',
            from: 'md',
            cell: ({ urgent }) => (urgent ? 'At the bell and by mail' : 'At the bell'),
          },
          {
            key: 'since',
            head: 'Since',
            from: 'lg',
            cell: ({ raisedAt }) => (raisedAt ? <DateTime at={raisedAt} {...place} /> : '–'),
          },
          {
            key: 'change',
            head: <span className="sr-only">Change</span>,
            align: 'end',
            phone: 'end',
            cell: ({ rule, label, limit }) =>
              limit ? (
                <DialogButton opens={dialogOf(rule)} size="small">
                  Change<span className="sr-only"> when we are told: {label}</span>
                </DialogButton>
              ) : null,
          },
        ]}
      />
      <DialogsOnDemand ids={dialogs}>
        {rules.map(({ rule, label, limit }) =>
          limit ? (
            // Another number elsewhere is another form.
            <ThresholdDialog key={`${rule}-${limit.typed}`} id={dialogOf(rule)} label={label} limit={limit} />
          ) : null,
        )}
      </DialogsOnDemand>
    </Section>
  );
}
