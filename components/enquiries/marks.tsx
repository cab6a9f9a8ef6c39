import { CountdownClock } from '@/components/ui/countdown-clock';
import { Pill, type Tone } from '@/components/ui/pill';
import type { EnquiryCard } from '@/lib/enquiries/card';
import { type Stage, stageWords } from '@/lib/enquiries/rules';

const tones: Record<Stage, Tone> = {
  inquiry: 'slate',
  consultation: 'sky',
  proposal: 'amber',
  negotiation: 'indigo',
  won: 'green',
  lost: 'rose',
};

/** Where an enquiry stands, the same everywhere. */
export function StagePill({ stage }: { stage: Stage }) {
  return (
    <Pill tone={tones[stage]} shape={stage === 'won' ? 'check' : undefined}>
      {stageWords[stage]}
    </Pill>
  );
}

type Marked = Pick<EnquiryCard, 'urgent' | 'high' | 'due'>;

/** What makes it come first. */
export function Marks({ card }: { card: Marked }) {
  return (
    <>
      {card.urgent ? <Pill tone="rose">Urgent</Pill> : null}
      {card.high ? (
        <Pill tone="green" shape="none">
          High value
        </Pill>
      ) : null}
      {card.due ? <Pill tone="amber">Follow up</Pill> : null}
    </>
  );
}

/** The time until the first answer is due, while nobody has answered. */
export function AnswerClock({ card, now }: { card: Pick<EnquiryCard, 'answerDueAt'>; now: Date }) {
  if (!card.answerDueAt) return null;
  return <CountdownClock deadline={card.answerDueAt} now={now} label="Answer in" overdueLabel="Late by" />;
}
