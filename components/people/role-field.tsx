import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { officeRoles } from '@/db/enums';
import { roleDeeds, roleWords } from './words';

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
    <div className="overflow-x-auto">
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
    </div>
  );
}
