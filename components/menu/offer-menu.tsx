import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { Arranged } from '@/lib/menu/schema';
import { offer } from './archive';

type Props = {
  kind: Arranged;
  thing: { id: string; name: string; active: boolean };
  /** The form that begins as a copy of this. */
  copyHref: string;
};

/** What can be done with a dish, service or package besides changing it. */
export function OfferMenu({ kind, thing, copyHref }: Props) {
  return (
    <Menu
      label={`More for ${thing.name}`}
      entries={[
        { label: `Duplicate ${kind}`, href: copyHref, icon: <Icon name="copy" /> },
        thing.active
          ? {
              label: `Archive ${kind}`,
              icon: <Icon name="archive" />,
              onSelect: () => void offer(kind, thing, false),
            }
          : {
              label: `Restore ${kind}`,
              icon: <Icon name="undo" />,
              onSelect: () => void offer(kind, thing, true),
            },
      ]}
    />
  );
}
