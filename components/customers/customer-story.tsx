import { List, ListRow } from '@/components/ui/list-row';
import { Pill, type Tone } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import type { CustomerStory } from '@/lib/customers/story-queries';
import { formatDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import { formatPhone } from '@/lib/platform/format/phones';
import { shorten } from '@/lib/platform/format/shorten';

type Line = CustomerStory['lines'][number];
type Props = { lines: readonly Line[]; place: { timeZone: string; locale: string } };

const kinds: { kind: string; title: string; href?: (line: Line) => string; tone: Tone }[] = [
  { kind: 'enquiry', title: 'Enquiries', href: ({ id }) => `/enquiries/${id}`, tone: 'slate' },
  { kind: 'conversation', title: 'Conversations', href: ({ id }) => `/messages/${id}`, tone: 'slate' },
  { kind: 'case', title: 'Cases', href: ({ id }) => `/cases/${id}`, tone: 'amber' },
  { kind: 'feedback', title: 'Feedback', href: ({ id }) => `/feedback/${id}`, tone: 'green' },
  { kind: 'voucher', title: 'Vouchers', tone: 'indigo' },
];

/** What there is of a customer beside their bookings; a kind of which there is nothing takes no room. */
export function CustomerStoryLists({ lines, place }: Props) {
  return kinds.map(({ kind, title, href, tone }) => {
    const own = lines.filter((line) => line.kind === kind);
    if (own.length === 0) return null;
    return (
      <Section key={kind} title={title} note={sayLatest(own.length, own[0]?.together ?? 0, place)}>
        <List label={title}>
          {own.map((line) => (
            <ListRow
              key={line.id}
              href={href?.(line)}
              title={titleOf(line)}
              state={line.state ? <Pill tone={tone}>{stateOf(line)}</Pill> : undefined}
              detail={detailOf(line)}
              end={`${line.kind === 'voucher' ? 'until ' : ''}${formatDate(line.at, place)}`}
            />
          ))}
        </List>
      </Section>
    );
  });
}

/** That there are more than stand here, where there are. */
export const sayLatest = (shown: number, together: number, { locale }: { locale: string }) =>
  together > shown
    ? `The latest ${formatCount(shown, locale)} of ${formatCount(together, locale)}.`
    : undefined;

const titleOf = ({ kind, title }: Line) =>
  kind === 'conversation'
    ? title.startsWith('none:')
      ? 'No number'
      : formatPhone(title.replace(/^(whatsapp|mailto):/, ''))
    : shorten(title, 90);

const stateOf = ({ kind, state }: Line) => (kind === 'feedback' ? `${state} of 5` : (state ?? ''));

const detailOf = ({ kind, detail }: Line) =>
  detail === null ? undefined : kind === 'voucher' ? `${detail} % off` : shorten(detail, 160);
