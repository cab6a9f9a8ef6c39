import { z } from 'zod';

/** What can be put on a booking. */
export const thingKinds = ['dish', 'service', 'package'] as const;

/** Names one dish, service or package of the menu. */
export const thingRef = z.object({
  kind: z.enum(thingKinds),
  id: z.uuid('Choose a dish, service or package.'),
});
export type ThingRef = z.output<typeof thingRef>;

/** The same thing has the same kind and id. */
export const isThing = (one: ThingRef, { kind, id }: ThingRef): boolean => one.kind === kind && one.id === id;

/** In which sum of a booking it stands: a package is of the menu. */
export const sumOf = ({ kind }: Pick<ThingRef, 'kind'>): 'menu' | 'service' =>
  kind === 'service' ? 'service' : 'menu';
