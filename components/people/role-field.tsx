import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SideScroll } from '@/components/ui/side-scroll';
import { officeRoles } from '@/db/enums';
import type { Role } from '@/lib/auth/permissions';
import { roleWords } from './words';

/** What each role of the office is for, for whoever chooses one. */
const roleDeeds: Record<Exclude<Role, 'client'>, { sees: string; not: string }> = {
  manager: {
    sees: 'Everything: also settings, people, prices, costs, imports and the audit trail.',
    not: 'Approves no write-off that they asked for themselves.',
  },
  planner: {
    sees: 'Enquiries, customers, quotes, bookings, calendar, kitchen papers, menu, messages, feedback and cases.',
    not: 'Sees what is billed and paid, but records no payment and issues no invoice. No settings.',
  },
  accountant: {
    sees: 'Invoices, payments, refunds, credit notes, cash-up, ledger, exchange rates, tax exemptions, the financial summary.',
    not: 'Reads bookings and customers, changes no booking. No enquiries, messages, feedback or cases.',
  },
  staff: {
    sees: 'Enquiries, quotes, bookings, menu, messages, feedback and cases; records payments and issues invoices.',
    not: 'Adds no customers, gives no money back. No ledger, no settings.',
  },
  kitchen: {
    sees: 'The production sheet: what is cooked for which agreed event, and what guests can’t eat.',
    not: 'No prices, no customers, no messages.',
  },
  driver: {
    sees: 'The run sheet: the events of the day, where they are, whom to call, what is to be done.',
    not: 'No prices, no list of customers, no messages.',
  },
};

type OfficeRole = (typeof officeRoles)[number];
const options = officeRoles.map((value) => ({ value, label: roleWords[value] }));

type Props = {
  chosen: string;
  error: string | undefined;
  bound: Omit<ComponentProps<typeof Select>, 'options'>;
};

/** Chooses a role of the office and says what whoever has it sees. */
export function RoleField({ chosen, error, bound }: Props) {
  const deeds = roleDeeds[chosen as OfficeRole];
  return (
    <Field label="Role" name="role" error={error} help={deeds && `${deeds.sees} ${deeds.not}`} required>
      <Select {...bound} options={options} />
    </Field>
  );
}

/** What each role sees, side by side. */
export function RolesTable() {
  return (
    <SideScroll label="What each role sees">
      <table className="w-full min-w-[36rem] text-sm">
        <caption className="sr-only">What each role sees</caption>
        <thead>
          <tr className="border-b text-left text-muted">
            <th scope="col" className="w-32 py-2 font-medium">
              Role
            </th>
            <th scope="col" className="py-2 pe-4 font-medium">
              Sees and does
            </th>
            <th scope="col" className="py-2 font-medium">
              Not
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {officeRoles.map((role) => (
            <tr key={role} className="align-top">
              <th scope="row" className="py-2.5 pe-3 text-left font-medium">
                {roleWords[role]}
              </th>
              <td className="py-2.5 pe-4">{roleDeeds[role].sees}</td>
              <td className="py-2.5 text-muted">{roleDeeds[role].not}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}
