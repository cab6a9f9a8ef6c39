'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { NumberField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { CheckGrid } from '@/components/ui/check-grid';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { roles } from '@/db/enums';
import { saveAccess } from '@/lib/people/company/actions';
import { roleWords } from '../words';
import type { Company } from './company-data';

const labels = {
  secondFactorRoles: 'Second step for',
  sessionIdleHours: 'Signed out after',
  sessionDays: 'Sign in again after',
};
const options = roles.map((value) => ({ value, label: roleWords[value] }));

const valuesOf = ({ secondFactorRoles, sessionIdleHours, sessionDays }: Company) => ({
  secondFactorRoles: [...secondFactorRoles].sort(),
  sessionIdleHours: String(sessionIdleHours),
  sessionDays: String(sessionDays),
});

/** How people sign in, and how long that lasts. */
export function AccessForm({ company, confirmed }: { company: Company; confirmed: boolean }) {
  const form = useForm({
    id: 'company-access',
    initial: valuesOf(company),
    version: company.version,
    schema: () => import('@/lib/people/company/schema').then((file) => file.accessForm),
    send: (input, key, { version }) => saveAccess({ ...input, version }, key),
    stored: (changed) => valuesOf({ ...company, ...(changed as Partial<Company>) }),
    saved: () => notify({ message: 'Saved. It holds from everybody’s next click.' }),
  });
  return (
    <Section title="Signing in">
      {confirmed ? null : <ConfirmFirst path="/settings/company" what="change how people sign in" />}
      <Form form={form} className="flex flex-col gap-5">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <FieldGroup
          legend={labels.secondFactorRoles}
          help="They sign in with a code of an app on their phone as well. Who has none sets it up before anything else, you too."
          name="secondFactorRoles"
          error={form.errors.secondFactorRoles}
        >
          <CheckGrid
            name="secondFactorRoles"
            options={options}
            chosen={form.values.secondFactorRoles}
            change={(chosen) => form.set({ secondFactorRoles: chosen.toSorted() })}
            className="grid-cols-2 sm:grid-cols-3"
          />
        </FieldGroup>
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField
            {...form.field('sessionIdleHours')}
            label={labels.sessionIdleHours}
            help="Without opening or saving anything; a page that stays open doesn’t count."
            suffix="hours"
          />
          <NumberField
            {...form.field('sessionDays')}
            label={labels.sessionDays}
            help="However busy somebody is; at most 14."
            suffix="days"
          />
        </div>
        <FormActions>
          <SaveButton form={form} disabled={!confirmed}>
            Save signing in
          </SaveButton>
        </FormActions>
      </Form>
    </Section>
  );
}
