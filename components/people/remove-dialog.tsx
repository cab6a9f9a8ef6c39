'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { removeMember } from '@/lib/people/actions';
import { removalInput } from '@/lib/people/schema';

const schemas = {
  heir: removalInput.pick({ heirId: true }),
  none: removalInput.pick({ heirId: true }).extend({ heirId: removalInput.shape.heirId.catch(null) }),
};

type Heir = { userId: string; name: string };
type Leaver = Heir & { openWork: number };

/** Takes a person's access away and asks who goes on with what they have open. Key it by the person. */
export function RemoveDialog({
  member,
  heirs,
  close,
}: {
  member: Leaver;
  heirs: readonly Heir[];
  close: () => void;
}) {
  const { userId, name, openWork } = member;
  const form = useForm({
    id: `remove-${userId}`,
    initial: { heirId: '' },
    draft: false,
    schema: openWork > 0 ? schemas.heir : schemas.none,
    send: ({ heirId }, key) => removeMember({ userId, heirId }, key),
    saved: ({ handedOver }, reset) => {
      const heir = heirs.find((one) => one.userId === form.values.heirId);
      notify({
        message: `${name} has no access any more`,
        detail: heir && handedOver > 0 ? `${handedOver} open go on with ${heir.name}.` : undefined,
      });
      reset();
      close();
      showAgain();
    },
  });
  return (
    <DialogForm
      id="remove-member"
      open
      onClose={close}
      title={`Take ${name}’s access away?`}
      description="They are signed out of your company at once, on every device. What they did stays. They can come back by a new invitation."
      form={form}
      submit="Take access away"
      danger
      cancel="Not now"
    >
      {openWork > 0 ? (
        <Field
          label="Who takes the open work over?"
          name="heirId"
          error={form.errors.heirId}
          help={`${openWork} open: cases, enquiries and tasks.`}
          required
        >
          <Select
            {...form.bind('heirId')}
            placeholder="Choose a person"
            options={heirs.map((heir) => ({ value: heir.userId, label: heir.name }))}
          />
        </Field>
      ) : null}
    </DialogForm>
  );
}
