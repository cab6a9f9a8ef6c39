import { List, ListRow } from '@/components/ui/list-row';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { revokeLink } from '@/lib/bookings/money/actions';
import type { PaperLink } from '@/lib/bookings/money/sending/link-queries';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { StepButton } from './step-button';

const kinds: Record<PaperLink['kind'], string> = {
  invoice: 'Invoice',
  credit_note: 'Credit note',
  receipt: 'Receipt',
  statement: 'Statement',
  quote: 'Quote',
  occasion_quote: 'Quote',
  occasion: 'Account of',
};
const ways: Record<PaperLink['way'], string> = {
  whatsapp: 'by WhatsApp',
  email: 'by e-mail',
  link: 'as a link to hand over',
  portal: 'opened in the portal',
  earlier: 'before links were listed',
};

/** Which links to a customer's papers are out, when each was opened last, and what takes one back. */
export function PaperLinks({ links, where }: { links: readonly PaperLink[]; where: Locality }) {
  if (links.length === 0) return null;
  return (
    <Section
      title="Links that are out"
      note="Whoever has a link sees the paper. One that you revoke shows nothing from then on; the others stay."
    >
      <List label="Links that are out">
        {links.map((link) => {
          const name = [kinds[link.kind], link.reference].filter(Boolean).join(' ');
          const at = formatDateTime(link.at, where);
          return (
            <ListRow
              key={link.id}
              title={name}
              state={
                link.revokedAt ? (
                  <Pill tone="slate" shape="cross">
                    Revoked
                  </Pill>
                ) : undefined
              }
              detail={[
                `${at} ${ways[link.way]}`,
                link.by && link.way !== 'portal' ? `by ${link.by}` : null,
                link.openedAt
                  ? `opened ${link.opens === 1 ? 'once' : `${link.opens} times`}, last ${formatDateTime(link.openedAt, where)}`
                  : 'never opened',
              ]
                .filter(Boolean)
                .join(' · ')}
              end={
                link.revokedAt ? undefined : (
                  <StepButton done="Link revoked" run={(key) => revokeLink({ linkId: link.id }, key)}>
                    Revoke<span className="sr-only">{` the link to ${name}, ${at}`}</span>
                  </StepButton>
                )
              }
            />
          );
        })}
      </List>
    </Section>
  );
}
