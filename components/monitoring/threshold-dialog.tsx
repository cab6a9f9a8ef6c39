'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { NumberField } from '@/components/form/fields';
import { attempt } from '@/components/form/send-form';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { setThreshold } from '@/lib/monitoring/actions';
import type { Installation } from '@/lib/monitoring/tell';
import { thresholdForm } from '@/lib/monitoring/thresholds/schema';

type Rule = Installation['rules'][number];
type Limit = NonNullable<Rule['limit']>;
const changed = (label: string) => ({
  message: 'Threshold changed',
  detail: `${label}: from the next minute on.`,
});

/** From where on an alert is told, within bounds. */
export default function ThresholdDialog({ id, label, limit }: { id: string; label: string; limit: Limit }) {
  const { rule, typed, usual, isSet, least, most, unit } = limit;
  const schema = useMemo(() => thresholdForm(rule), [rule]);
  const form = useForm({
    id,
    initial: { value: String(typed) },
    draft: false,
    schema,
    send: ({ value }, key) => setThreshold({ rule, value }, key),
    saved: () => {
      closeDialog(id);
      notify(changed(label));
    },
  });
  const takeUsual = async () => {
    const result = await attempt(() => setThreshold({ rule, value: null }));
    if (!result.ok) return notify({ message: 'Not changed', detail: result.message, tone: 'error' });
    closeDialog(id);
    notify(changed(label));
  };
  return (
    <DialogForm
      id={id}
      form={form}
      title={label}
      description="Who runs the installation is told above this. The audit trail keeps who changed it."
      submit="Save threshold"
      cancel="Not now"
    >
      <NumberField
        {...form.field('value')}
        label="Tell us above"
        help={`${least} to ${most} ${unit}. Usual: ${usual} ${unit}.`}
        required
        suffix={unit}
      />
      {isSet ? (
        <div>
          <Button variant="secondary" onClick={() => void takeUsual()}>
            Take the usual number again
          </Button>
        </div>
      ) : null}
    </DialogForm>
  );
}
