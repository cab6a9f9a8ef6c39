import { Pill, type Tone } from '@/components/ui/pill';
import type { Status } from '@/lib/bookings/rules';

const looks: Record<Status, { tone: Tone; word: string }> = {
  enquiry: { tone: 'slate', word: 'Enquiry' },
  quoted: { tone: 'sky', word: 'Quoted' },
  confirmed: { tone: 'green', word: 'Confirmed' },
  in_progress: { tone: 'amber', word: 'In progress' },
  completed: { tone: 'indigo', word: 'Completed' },
  cancelled: { tone: 'rose', word: 'Cancelled' },
};

/** A booking's status, the same everywhere. */
export function StatusPill({ status }: { status: Status }) {
  return <Pill tone={looks[status].tone}>{looks[status].word}</Pill>;
}

/** The word of a status, as a heading or chip has it. */
export function statusLabel(status: Status): string {
  return looks[status].word;
}
