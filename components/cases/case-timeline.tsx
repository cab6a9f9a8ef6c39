'use client';

import {
  ArrowUpCircle,
  CheckCircle2,
  Gift,
  HandHelping,
  Lock,
  MessageCircle,
  NotebookPen,
  RotateCcw,
  Siren,
  UserRound,
} from 'lucide-react';
import { type ReactNode, useTransition } from 'react';
import type { Dated } from '@/components/comments/newest-first';
import { RecordTimeline } from '@/components/comments/record-timeline';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { decideRemedy } from '@/lib/cases/actions';
import { remedyWords } from '@/lib/cases/remedies';
import type { CaseHappening } from '@/lib/cases/story';
import type { Talk } from '@/lib/comments/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { formatPercent } from '@/lib/platform/format/numbers';
import { tell } from './case-actions';

type Props = {
  caseId: string;
  happenings: CaseHappening[];
  talk: Talk;
  people: { id: string; name: string }[];
  mayApprove: boolean;
  place: { currency: string; locale: string; timeZone: string };
  now: Date;
};

/** The title follows who did it: "Kofi Asante took the case". */
const kinds: Record<CaseHappening['kind'], { title: string; icon: ReactNode }> = {
  opened: { title: 'opened the case', icon: <Siren /> },
  assigned: { title: 'handed it over', icon: <UserRound /> },
  acknowledged: { title: 'took the case', icon: <HandHelping /> },
  escalated: { title: 'escalated the case', icon: <ArrowUpCircle /> },
  note: { title: 'left a note', icon: <NotebookPen /> },
  remedy_proposed: { title: 'proposed a remedy', icon: <Gift /> },
  remedy_approved: { title: 'approved the remedy', icon: <Gift /> },
  remedy_refused: { title: 'refused the remedy', icon: <Gift /> },
  resolved: { title: 'resolved the case', icon: <CheckCircle2 /> },
  closed: { title: 'closed the case', icon: <Lock /> },
  reopened: { title: 'took it up again', icon: <RotateCcw /> },
  reasked: { title: 'asked the customer again', icon: <MessageCircle /> },
  office_wrote: { title: 'wrote to the customer', icon: <MessageCircle /> },
  customer_answered: { title: 'answered again', icon: <MessageCircle /> },
};

/** What happened to a case and what was said about it, newest first, with the decisions that wait. */
export function CaseTimeline({ caseId, happenings, talk, people, mayApprove, place, now }: Props) {
  const decided = new Set(happenings.map((event) => event.data?.proposalId));
  const items = happenings.map(
    (event): Dated => ({
      id: event.id,
      at: event.at,
      icon: kinds[event.kind].icon,
      actor: event.kind === 'customer_answered' ? 'The customer' : (event.by ?? 'The automation'),
      title: kinds[event.kind].title,
      tone: event.kind === 'escalated' ? 'attention' : event.kind === 'opened' ? 'danger' : undefined,
      time: <RelativeTime at={event.at} now={now} timeZone={place.timeZone} locale={place.locale} />,
      content: (
        <div className="flex flex-col gap-2">
          <Lines lines={linesOf(event, people, place)} />
          {event.kind === 'remedy_proposed' && mayApprove && !decided.has(event.id) ? (
            <RemedyDecision caseId={caseId} eventId={event.id} />
          ) : null}
        </div>
      ),
    }),
  );
  return <RecordTimeline talk={talk} items={items} {...{ place, now }} />;
}

function linesOf(
  event: CaseHappening,
  people: Props['people'],
  { currency, locale }: Props['place'],
): string[] {
  const remedy = event.data?.remedy as keyof typeof remedyWords | undefined;
  const owner = people.find((person) => person.id === event.data?.ownerId)?.name;
  return [
    remedy && event.amount !== null
      ? `${remedyWords[remedy] ?? remedy}: ${formatMoney(event.amount, currency, locale)}`
      : null,
    event.kind === 'assigned' || event.kind === 'escalated' || event.kind === 'opened'
      ? owner && `Owner: ${owner}`
      : null,
    typeof event.data?.rate === 'number' ? `${formatPercent(event.data.rate / 10_000, locale, 2)} off` : null,
    typeof event.data?.code === 'string' ? `Code ${event.data.code}` : null,
    event.note,
  ].filter((line): line is string => Boolean(line));
}

function Lines({ lines }: { lines: string[] }) {
  return lines.length === 0 ? null : (
    <ul className="flex flex-col gap-0.5">
      {lines.map((line) => (
        <li key={line} dir="auto" className="whitespace-pre-line break-words">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** A manager's yes or no to a remedy above the limit. */
function RemedyDecision({ caseId, eventId }: { caseId: string; eventId: string }) {
  const [pending, startTransition] = useTransition();
  const decide = (approve: boolean) =>
    startTransition(async () => {
      tell(
        await attempt((key) => decideRemedy({ caseId, eventId, approve }, key)),
        approve ? 'Remedy approved' : 'Remedy refused',
      );
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" variant="primary" pending={pending} onClick={() => decide(true)}>
        Approve remedy
      </Button>
      <Button size="small" disabled={pending} onClick={() => decide(false)}>
        Refuse remedy
      </Button>
    </div>
  );
}
