import { Tabs } from '@/components/ui/tabs';

/** The two ways to look at messages: by person and one by one. */
export function MessagesTabs({ active, unread }: { active: 'conversations' | 'log'; unread?: number }) {
  return (
    <Tabs
      label="Messages"
      tabs={[
        { label: 'Conversations', href: '/messages', active: active === 'conversations', count: unread },
        { label: 'Delivery log', href: '/messages/log', active: active === 'log' },
      ]}
    />
  );
}
