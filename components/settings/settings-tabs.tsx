'use client';

import { usePathname } from 'next/navigation';
import { Icon } from '../ui/icon';
import { PlainLink } from '../ui/link';
import { Tabs } from '../ui/tabs';

type Groups = readonly { label: string; parts: readonly { label: string; href: string }[] }[];

/** Above a part of the settings: the way to all of them, and its neighbours. What lies below a part has its own way back. */
export function SettingsTabs({ groups }: { groups: Groups }) {
  const path = usePathname();
  const group = groups.find(({ parts }) => parts.some(({ href }) => href === path));
  if (!group) return null;
  return (
    <>
      <PlainLink href="/settings" className="head-back">
        <Icon name="back" />
        All settings
      </PlainLink>
      <Tabs
        label={group.label}
        tabs={group.parts.map(({ label, href }) => ({ label, href, active: href === path }))}
      />
    </>
  );
}
