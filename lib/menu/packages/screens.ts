import 'server-only';
import { z } from 'zod';
import { may } from '@/lib/auth/permissions';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { idAt, screen } from '@/lib/platform/screen';
import { askMenuChoices, menuChoicesOf } from '../choice-queries';
import { askDrafts } from '../offer-queries';
import { askPackage, askPackages, tellPackage, tellPackages } from './queries';

/** The packages in their order. */
export const packagesScreen = screen({
  permission: 'menu.read',
  input: () => 'packages' as const,
  ask: (tx) => [askStaffPrices(tx), ...askPackages(tx)] as const,
  tell: ([[company], ...found], _input, { identity: { role } }) => ({
    packages: tellPackages(found),
    mayEdit: may(role, 'menu.write'),
    mayPrice: mayPrice(role, company),
  }),
});

/** A package as its form shows it, and what it can be made of. */
export const packageScreen = screen({
  permission: 'menu.write',
  input: idAt('id'),
  ask: (tx, id, now) =>
    [
      askStaffPrices(tx),
      askDrafts(tx, { kind: 'package', id }, now),
      ...askPackage(tx, id),
      ...askMenuChoices(tx),
    ] as const,
  tell: ([[company], drafts, head, courses, parts, ...menu], _id, { identity: { role } }) => {
    const stored = tellPackage([head, courses, parts]);
    return (
      stored && {
        stored,
        drafts,
        menu: menuChoicesOf(...menu),
        mayPrice: mayPrice(role, company),
      }
    );
  },
});

/** An empty form of a package, or one filled from another (`from`). */
export const newPackageScreen = screen({
  permission: 'menu.write',
  input: ({ search }) => ({ from: z.uuid().safeParse(search.from).data }),
  ask: (tx, { from }) =>
    [askStaffPrices(tx), ...askPackage(tx, from ?? nobody), ...askMenuChoices(tx)] as const,
  tell: ([[company], head, courses, parts, ...menu], _input, { identity: { role } }) => ({
    from: tellPackage([head, courses, parts]),
    menu: menuChoicesOf(...menu),
    mayPrice: mayPrice(role, company),
  }),
});

/** An id that no row has. */
const nobody = '00000000-0000-0000-0000-000000000000';
