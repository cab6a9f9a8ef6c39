import type { Tone } from '@/components/ui/pill';
import type { exportFormats, exportStatuses } from '@/db/enums-of-files';

export const statusWords: Record<(typeof exportStatuses)[number], { label: string; tone: Tone }> = {
  waiting: { label: 'Waiting', tone: 'slate' },
  working: { label: 'Being made', tone: 'amber' },
  ready: { label: 'Ready', tone: 'green' },
  failed: { label: 'Failed', tone: 'rose' },
  cancelled: { label: 'Cancelled', tone: 'rose' },
  expired: { label: 'Gone', tone: 'neutral' },
};

export const formatWords: Record<(typeof exportFormats)[number], string> = { csv: 'CSV', xlsx: 'Excel' };
