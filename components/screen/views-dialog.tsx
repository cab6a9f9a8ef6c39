'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { InputField } from '@/components/form/fields';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { changeView, saveView } from '@/lib/lists/actions';
import type { ListViews } from '@/lib/lists/queries';
import { newView } from '@/lib/lists/schema';
import type { ListAt } from '@/lib/platform/list-filter';
import { showAgain } from './show-again';
import { ViewRows } from './view-rows';

type Props = {
  id: string;
  at: ListAt;
  looks: ListViews;
  chosen: readonly string[] | null;
};

const schema = newView.pick({ name: true, shared: true });

/** Keeps how the list looks now under a name, and what is done with the views that are kept. */
export default function ViewsDialog({ id, at, looks, chosen }: Props) {
  const { list, mayShare } = looks;
  const query = asksFor(at, chosen);
  const open = looks.views.find((view) => view.id === at.saved);
  const form = useForm({
    id: `view-${list}`,
    initial: { name: '', shared: false },
    draft: false,
    schema,
    send: (input, key) => saveView({ list, query, ...input }, key),
    saved: (made, reset) => {
      reset();
      closeDialog(id);
      window.history.pushState(null, '', at.open(query, made.id));
      showAgain();
      notify({ message: 'View saved' });
    },
  });
  const mayKeep = open && (open.own || mayShare) && open.query !== query;
  const keep = async () => {
    if (!open) return;
    const result = await attempt((key) => changeView({ id: open.id, query }, key));
    if (!result.ok) return notify({ message: result.message, tone: 'error' });
    closeDialog(id);
    showAgain();
    notify({ message: `“${open.name}” shows this now` });
  };
  return (
    <DialogForm
      id={id}
      title="Views of this list"
      description="A view keeps the search, the filters, the order and the columns as they are now."
      form={form}
      submit="Save as new view"
      cancel="Close"
    >
      {mayKeep ? (
        <Button block onClick={keep}>
          {`Have “${open.name}” show this`}
        </Button>
      ) : null}
      <InputField
        {...form.field('name')}
        label="Name"
        required
        placeholder="Quotes to follow up"
        autoComplete="off"
      />
      {mayShare ? (
        <Checkbox
          name="shared"
          label="Share it with the office"
          checked={form.values.shared}
          onChange={(event) => form.set({ shared: event.target.checked })}
        />
      ) : null}
      <ViewRows looks={looks} at={at} />
    </DialogForm>
  );
}

/** What a view would keep: the address, and the columns where they aren't the usual ones. */
function asksFor(at: ListAt, chosen: readonly string[] | null): string {
  const query = new URLSearchParams(at.query);
  if (chosen) query.set('columns', chosen.join());
  return query.toString();
}
