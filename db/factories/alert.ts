import { v7 } from 'uuid';
import { alerts } from '../schema/cases';
import { actAs } from '../session';

/** Something that people of a company are told of, as its kind keeps it. */
export async function makeAlert(
  companyId: string,
  given: Pick<typeof alerts.$inferInsert, 'kind' | 'about' | 'roles'>,
): Promise<void> {
  await actAs({ role: 'system', companyId, name: 'factory' }, (tx) =>
    tx.insert(alerts).values({ ...given, companyId, key: v7() }),
  );
}
