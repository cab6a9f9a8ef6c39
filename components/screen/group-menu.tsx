import { buttonStyle } from '@/components/ui/button-style';
import type { FilterChip } from '@/components/ui/filter-chips';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';

/** What rows are put together by, under a heading each. */
export function GroupMenu({ groupings }: { groupings: readonly FilterChip[] }) {
  const now = groupings.find(({ active, usual }) => active && !usual);
  return (
    <Menu
      label={now ? `Grouped by ${now.label.toLowerCase()}` : 'Group'}
      trigger={now ? `By ${now.label.toLowerCase()}` : 'Group'}
      triggerClassName={buttonStyle({ size: 'small', variant: 'quiet', className: 'whitespace-nowrap' })}
      entries={groupings.map(({ label, href, active }) => ({
        label,
        href,
        ofList: true,
        current: active,
        icon: active ? <Icon name="check" /> : <span className="size-4" />,
      }))}
    />
  );
}
