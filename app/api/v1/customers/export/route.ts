import { customersFile } from '@/lib/customers/screens';
import { customerSheet } from '@/lib/customers/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(customersFile, customerSheet);
