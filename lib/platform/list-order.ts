export type Order<By extends string> = { by: By; order: 'ascending' | 'descending' };

/**
 * The orders of a list: the usual one, which stays out of the address, and the others by the name that stands there.
 * The first one of each column is what a click on its head asks for.
 */
export function listOrders<By extends string, const Name extends string>(
  usual: Order<By>,
  named: Record<Name, Order<By>>,
) {
  const all: [Name | undefined, Order<By>][] = [
    [undefined, usual],
    ...(Object.entries(named) as [Name, Order<By>][]),
  ];
  const of = (name: Name | undefined): Order<By> => (name && named[name]) ?? usual;

  /** For the head of a column: how the list stands in its order now, and what a click on it asks for. */
  const head = (now: Name | undefined, by: By): { order?: Order<By>['order']; next: Name | undefined } => {
    const present = of(now);
    const own = all.filter(([, order]) => order.by === by);
    const other = own.find(([, { order }]) => present.by !== by || order !== present.order);
    return { ...(present.by === by && { order: present.order }), next: other?.[0] };
  };

  return { names: Object.keys(named) as Name[], of, head };
}
