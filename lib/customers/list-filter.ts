import { listFilter, searchText } from '@/lib/platform/list-filter';

/** Customers by name, phone or e-mail. */
export const customerFilter = listFilter('/customers', { q: searchText });
export type CustomerFilter = ReturnType<typeof customerFilter.read>;
