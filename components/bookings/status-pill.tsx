import { Pill, type Tone, toneShapes } from '@/components/ui/pill';
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

/** The colour of a status, as a class of pill.css. */
export function statusTone(status: Status): `t-${Tone}` {
  return `t-${looks[status].tone}`;
}

/** Its shape where there is no room for its word: `.mark` of pill.css. */
export function StatusMark({ status }: { status: Status }) {
  return <i aria-hidden className={`mark s-${toneShapes[looks[status].tone]}`} />;
}

/** The word of a status, as a heading or chip has it. */
export function statusLabel(status: Status): string {
  return looks[status].word;
}
