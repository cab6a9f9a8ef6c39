'use client';

import { useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Checkbox } from '@/components/ui/choice';
import { notify } from '@/components/ui/toast';
import { setStaffPrices } from '@/lib/menu/actions';

/** The company's choice whether staff may change prices; holds at once. */
export function StaffPrices({ allowed }: { allowed: boolean }) {
  const [checked, setChecked] = useState(allowed);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const change = (next: boolean) =>
    start(async () => {
      const result = await attempt((key) => setStaffPrices({ allowed: next }, key));
      setProblem(result.ok ? undefined : result.message);
      if (!result.ok) return;
      setChecked(next);
      notify({ message: next ? 'Staff may change prices' : 'Only managers change prices now' });
    });
  return (
    <Checkbox
      name="staffPrices"
      label="Staff may change prices"
      help="Without it they still take dishes on and off the menu."
      error={problem}
      checked={checked}
      disabled={pending}
      onChange={(event) => change(event.target.checked)}
    />
  );
}
