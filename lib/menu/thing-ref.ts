/** What can be put on a booking. */
export const thingKinds = ['dish', 'service', 'package'] as const;

/** Names one dish, service or package of the menu. */
export type ThingRef = { kind: (typeof thingKinds)[number]; id: string };

/** The same thing has the same kind and id. */
export const isThing = (one: ThingRef, { kind, id }: ThingRef): boolean => one.kind === kind && one.id === id;

/** In which sum of a booking it stands: a package is of the menu. */
export const sumOf = ({ kind }: Pick<ThingRef, 'kind'>): 'menu' | 'service' =>
  kind === 'service' ? 'service' : 'menu';
