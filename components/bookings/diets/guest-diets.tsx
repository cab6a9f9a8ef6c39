'use client';

import { lazy, Suspense, useState } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { List } from '@/components/ui/list-row';
import { Menu } from '@/components/ui/menu';
import { Notice, Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { addDiet, removeDiet } from '@/lib/bookings/diets/actions';
import type { GuestDiet } from '@/lib/bookings/diets/queries';
import { dishesFor, type Fit, goesHungry, type ServedDish } from '@/lib/bookings/diets/rules';
import { mayEdit, type Status } from '@/lib/bookings/rules';
import { allergenWords, dietWords } from '@/lib/menu/words';
import { capital } from '@/lib/platform/format/capital';

const DietDialog = lazy(() => import('./diet-dialog'));

type Props = {
  booking: { id: string; status: Status; dietNotes: string | null };
  diets: readonly GuestDiet[];
  dishes: readonly ServedDish[];
};

/** Who can't eat what, held against what is served; what nobody knows is said to be unknown. */
export function GuestDiets({ booking, diets, dishes }: Props) {
  const [editing, setEditing] = useState<GuestDiet | 'new'>();
  const open = mayEdit(booking.status, 'staff').ok;
  const hungry = diets.filter((diet) => isNeed(diet) && goesHungry(diet, dishes));
  return (
    <Section
      title="Diets and allergies"
      note={diets.length > 0 ? 'Checked against what is written about each dish on this booking.' : undefined}
      actions={
        open ? (
          <Button size="small" aria-haspopup="dialog" onClick={() => setEditing('new')}>
            <Icon name="plus" className="size-4" />
            Add a diet
          </Button>
        ) : null
      }
    >
      {hungry.length > 0 ? (
        <div className="mb-4">
          <Notice
            tone="attention"
            icon={<Icon name="alert" className="size-4" />}
            title={`Nothing on the menu is known to be right for ${hungry.map(({ guest }) => guest).join(', ')}.`}
          >
            Add a dish for them, or say on the dishes what is in them.
          </Notice>
        </div>
      ) : null}
      {diets.length === 0 && !booking.dietNotes ? (
        <EmptyState title="Nobody has told us of any">That isn’t the same as none: ask.</EmptyState>
      ) : null}
      {diets.length > 0 ? (
        <List label="Diets">
          {diets.map((diet) => (
            <DietRow
              key={diet.id}
              bookingId={booking.id}
              {...{ diet, dishes, open }}
              edit={() => setEditing(diet)}
            />
          ))}
        </List>
      ) : null}
      {booking.dietNotes ? (
        <p dir="auto" className="mt-3 whitespace-pre-line break-words text-sm">
          {booking.dietNotes}
        </p>
      ) : null}
      {editing ? (
        <Suspense>
          <DietDialog
            key={editing === 'new' ? 'new' : editing.id}
            bookingId={booking.id}
            diet={editing === 'new' ? undefined : editing}
            close={() => setEditing(undefined)}
          />
        </Suspense>
      ) : null}
    </Section>
  );
}

const isNeed = ({ avoids, diets }: GuestDiet) => avoids.length + diets.length > 0;

/** "No peanuts, no milk · severe · vegan". */
function sayDiet({ avoids, diets, severe, notes }: GuestDiet): string {
  const foods = avoids.map((one) => `no ${allergenWords[one].toLowerCase()}`).join(', ');
  const ways = diets.map((one) => dietWords[one].toLowerCase()).join(', ');
  return capital([foods, severe ? 'severe' : '', ways, notes ?? ''].filter(Boolean).join(' · '));
}

const fitWords: Record<Fit, string> = {
  no: 'Not for them',
  traces: 'May hold traces',
  unknown: 'Unknown, ask the kitchen',
  yes: 'Right for them',
};
const fitStyle: Record<Fit, string> = {
  no: 'text-danger-ink',
  traces: 'text-attention-ink',
  unknown: 'text-attention-ink',
  yes: 'text-muted',
};

type RowProps = {
  bookingId: string;
  diet: GuestDiet;
  dishes: readonly ServedDish[];
  open: boolean;
  edit: () => void;
};

function DietRow({ bookingId, diet, dishes, open, edit }: RowProps) {
  const { id, guest, people } = diet;
  const remove = async () => {
    const result = await attempt((key) => removeDiet({ id }, key));
    showAgain();
    if (!result.ok) return notify({ message: 'Not removed', detail: result.message, tone: 'error' });
    const { id: _, version: _version, ...said } = diet;
    const again = () => void attempt((key) => addDiet({ bookingId, ...said }, key)).then(showAgain);
    notify({ message: `The diet of ${guest} is removed`, undo: again });
  };
  const groups = isNeed(diet) ? dishesFor(diet, dishes).filter((group) => group.dishes.length > 0) : [];
  return (
    <li className="flex items-start gap-3 py-3 text-sm">
      <div className="min-w-0 flex-1 break-words">
        <p dir="auto" className="font-medium">
          {guest}
          {people > 1 ? <span className="tabular text-muted"> × {people}</span> : null}
        </p>
        <p dir="auto" className={diet.severe ? 'font-medium text-danger-ink' : undefined}>
          {sayDiet(diet)}
        </p>
        {groups.length > 0 ? (
          <dl className="mt-1.5 flex flex-col gap-0.5">
            {groups.map(({ fit, dishes: of }) => (
              <div key={fit}>
                <dt className={`inline ${fitStyle[fit]}`}>{fitWords[fit]}: </dt>
                <dd className="inline">
                  {of
                    .map(({ name, why }) => (fit === 'yes' ? name : `${name} (${why.join(', ')})`))
                    .join('; ')}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
      {open ? (
        <Menu
          label={`More for ${guest}`}
          entries={[
            { label: 'Edit', icon: <Icon name="edit" />, asks: true, onSelect: edit },
            { label: 'Remove', icon: <Icon name="delete" />, danger: true, onSelect: () => void remove() },
          ]}
        />
      ) : null}
    </li>
  );
}
