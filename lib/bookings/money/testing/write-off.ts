import type { TestCompany } from '@/db/factories/company';
import { approveWriteOff, askWriteOff } from '../write-offs/mutations';

/** What is open of an invoice is given up as an office of two does it: the staff ask, their manager approves. */
export async function writeOff(
  { staff, manager }: Pick<TestCompany, 'staff' | 'manager'>,
  asked: { invoiceId: string; open: number; reason: string },
): Promise<void> {
  await approveWriteOff(manager, await askWriteOff(staff, asked));
}
