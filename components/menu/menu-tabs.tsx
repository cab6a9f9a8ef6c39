import { Tabs } from '@/components/ui/tabs';

type Part = 'dishes' | 'packages' | 'services' | 'categories';

/** The parts of what the company offers. */
export function MenuTabs({ active }: { active: Part }) {
  return (
    <Tabs
      label="Menu"
      tabs={[
        { label: 'Dishes', href: '/menu', active: active === 'dishes' },
        { label: 'Packages', href: '/menu/packages', active: active === 'packages' },
        { label: 'Services', href: '/menu/services', active: active === 'services' },
        { label: 'Categories', href: '/menu/categories', active: active === 'categories' },
      ]}
    />
  );
}
