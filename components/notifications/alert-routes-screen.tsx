'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { useSent } from '@/components/screen/use-sent';
import { FormActions } from '@/components/ui/form-actions';
import { PageHead } from '@/components/ui/page-head';
import { notify } from '@/components/ui/toast';
import { routeAlerts } from '@/lib/notifications/actions';
import type { alertRoutesScreen } from '@/lib/notifications/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

const roles = [
  { role: 'manager', label: 'Managers' },
  { role: 'staff', label: 'Staff, planners' },
  { role: 'accountant', label: 'Accountants' },
] as const;

/** Who in the company hears of what. */
export function AlertRoutesScreen({ sent }: { sent: Sent<DataOf<typeof alertRoutesScreen>> }) {
  const kinds = useSent(sent).data;
  const form = useForm({
    id: 'alert-routes',
    initial: { routes: kinds.map(({ kind, roles: heard }) => ({ kind, roles: heard })) },
    schema: () => import('@/lib/notifications/schema').then((file) => file.routesInput),
    send: routeAlerts,
    saved: () => notify({ message: 'Saved. It holds for what is open now, too.', tone: 'success' }),
  });
  const heard = new Map(form.values.routes.map((route) => [route.kind, route.roles]));
  const change = (kind: string, role: (typeof roles)[number]['role'], on: boolean) =>
    form.set({
      routes: form.values.routes.map((route) =>
        route.kind === kind
          ? { ...route, roles: on ? [...route.roles, role] : route.roles.filter((one) => one !== role) }
          : route,
      ),
    });
  return (
    <>
      <PageHead title="Notifications" meta={['Who hears of what']} />
      <Form form={form} className="flex max-w-2xl flex-col gap-5">
        <table className="w-full text-sm">
          <caption className="sr-only">Who hears of what</caption>
          <thead>
            <tr className="border-b text-left text-muted">
              <th scope="col" className="py-2 font-medium">
                What happened
              </th>
              {roles.map(({ role, label }) => (
                <th key={role} scope="col" className="w-24 py-2 text-center font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {kinds.map(({ kind, label, fixed }) => (
              <tr key={kind}>
                <th scope="row" className="py-2.5 pe-3 text-left font-normal">
                  {label}
                </th>
                {roles.map(({ role, label: who }) => (
                  <td key={role} className="text-center">
                    <input
                      type="checkbox"
                      className="size-4.5 accent-brand pointer-coarse:size-5"
                      aria-label={`${who}: ${label}`}
                      checked={heard.get(kind)?.includes(role) ?? false}
                      disabled={fixed.includes(role)}
                      title={fixed.includes(role) ? 'Urgent: managers always hear of it' : undefined}
                      onChange={(event) => change(kind, role, event.target.checked)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <FormActions>
          <SaveButton form={form}>Save</SaveButton>
        </FormActions>
      </Form>
    </>
  );
}
