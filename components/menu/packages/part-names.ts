import type { MenuChoice } from '@/lib/menu/choice-queries';
import type { PackageDetail } from '@/lib/menu/packages/queries';

/** What a dish or service is called, and whether it is offered. */
export type PartNames = ReadonlyMap<string, { name: string; active: boolean }>;

/** All that the menu offers, and what stands in a package already, archived or not. */
export function partNames(menu: readonly MenuChoice[], stored: PackageDetail | undefined): PartNames {
  const held = [...(stored?.courses ?? []).flatMap(({ dishes }) => dishes), ...(stored?.services ?? [])];
  return new Map([...held, ...menu].map(({ id, name, active }) => [id, { name, active }]));
}
