'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import type { editCustomerScreen } from '@/lib/customers/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CustomerForm } from './customer-form';

/** Changes a customer. */
export function EditCustomerScreen({ sent }: { sent: Sent<DataOf<typeof editCustomerScreen>> }) {
  const { id, name, version, values } = useSent(sent).data;
  const home = `/customers/${id}`;
  return (
    <>
      <PageHead back={{ href: home, label: name }} title={`Edit ${name}`} />
      <CustomerForm initial={values} edited={{ id, version }} savedHref={home} cancelHref={home} />
    </>
  );
}
