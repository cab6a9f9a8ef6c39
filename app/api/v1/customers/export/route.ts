import { customersFile } from '@/lib/customers/screens';
import { customerSheet } from '@/lib/customers/sheet';
import { csvRoute } from '@/lib/platform/csv-route';

export const GET = csvRoute(customersFile, customerSheet);
