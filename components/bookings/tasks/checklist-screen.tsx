'use client';

import { useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Menu } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { removeTemplate, saveTemplate, startChecklist } from '@/lib/bookings/tasks/actions';
import { sayRule } from '@/lib/bookings/tasks/rules';
import type { checklistScreen } from '@/lib/bookings/tasks/screens';
import { serviceStyleWords } from '@/lib/bookings/words';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { type Template, TemplateDialog, templateValues } from './template-dialog';
import { whose } from './words';

/** What the company does for its events, laid onto each when it is confirmed. */
export function ChecklistScreen({ sent }: { sent: Sent<DataOf<typeof checklistScreen>> }) {
  const { templates } = useScreen(sent).data;
  const [editing, setEditing] = useState<Template | 'new'>();
  return (
    <>
      <PageHead
        title="Checklist"
        meta={['Laid onto every booking when it is confirmed']}
        primary={
          <Button variant="primary" aria-haspopup="dialog" onClick={() => setEditing('new')}>
            Add task
          </Button>
        }
      />
      {templates.length === 0 ? (
        <Begin />
      ) : (
        <div className="max-w-3xl">
          <List label="Checklist">
            {templates.map((template) => (
              <ListRow
                key={template.id}
                title={template.title}
                detail={[
                  sayRule(template),
                  whose({ ...template, assignee: null }),
                  whichEvents(template),
                ].join(' · ')}
                end={<TemplateMenu template={template} edit={() => setEditing(template)} />}
              />
            ))}
          </List>
        </div>
      )}
      {editing ? (
        <TemplateDialog
          key={editing === 'new' ? 'new' : editing.id}
          template={editing === 'new' ? undefined : editing}
          close={() => setEditing(undefined)}
        />
      ) : null}
    </>
  );
}

function whichEvents({ eventType, serviceStyle }: Template): string {
  const parts = [eventType && eventTypeWords[eventType], serviceStyle && serviceStyleWords[serviceStyle]];
  return parts.filter(Boolean).join(', ') || 'All events';
}

function Begin() {
  const [pending, start] = useTransition();
  const begin = () =>
    start(async () => {
      const result = await attempt((key) => startChecklist({}, key));
      showAgain();
      if (!result.ok) notify({ message: 'Not added', detail: result.message, tone: 'error' });
    });
  return (
    <EmptyState
      title="No checklist yet"
      actions={
        <Button pending={pending} onClick={begin}>
          Start with the usual
        </Button>
      }
    >
      Say once what has to be done for an event, by whom and when. The usual list has eight tasks that you
      change as you like.
    </EmptyState>
  );
}

function TemplateMenu({ template, edit }: { template: Template; edit: () => void }) {
  const remove = async () => {
    const result = await attempt((key) => removeTemplate({ id: template.id }, key));
    showAgain();
    if (!result.ok) return notify({ message: 'Not removed', detail: result.message, tone: 'error' });
    const { amount, ...values } = templateValues(template);
    const again = () =>
      void attempt((key) => saveTemplate({ ...values, amount: Number(amount) }, key)).then(showAgain);
    notify({ message: `“${template.title}” is off the checklist`, undo: again });
  };
  return (
    <Menu
      label={`More for “${template.title}”`}
      entries={[
        { label: 'Edit task', icon: <Icon name="edit" />, asks: true, onSelect: edit },
        { label: 'Remove task', icon: <Icon name="delete" />, danger: true, onSelect: () => void remove() },
      ]}
    />
  );
}
