'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { unmergeCustomers } from '@/lib/customers/actions';
import type { CustomerStory } from '@/lib/customers/story-queries';
import { formatDateTime } from '@/lib/platform/format/dates';
import { formatPhone } from '@/lib/platform/format/phones';

type Props = {
  customerId: string;
  story: Pick<CustomerStory, 'likely' | 'merges'>;
  mayMerge: boolean;
  place: { timeZone: string; locale: string };
};

const why = { phone: 'Same number', email: 'Same e-mail', name: 'Similar name' };

/** Who else this may be, and what was merged into it and can still be taken back. */
export function CustomerLikely({ customerId, story: { likely, merges }, mayMerge, place }: Props) {
  const [pending, startTransition] = useTransition();
  const takeBack = (mergeId: string, name: string) =>
    startTransition(async () => {
      const result = await attempt((key) => unmergeCustomers({ mergeId }, key));
      if (result.ok) notify({ message: `${name} stands for itself again` });
      else notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
    });
  return (
    <>
      {likely.length > 0 ? (
        <Section title="Possibly the same person">
          <ul className="divide-y border-y text-sm">
            {likely.map((person) => (
              <li key={person.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="min-w-0">
                  <TextLink href={`/customers/${person.id}`}>{person.name}</TextLink>
                  <span className="block text-muted">
                    {[why[person.why], person.phone ? formatPhone(person.phone) : person.email]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </span>
                {mayMerge ? (
                  <ButtonLink size="small" href={`/customers/${customerId}/merge?with=${person.id}`}>
                    Compare
                  </ButtonLink>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {merges.length > 0 ? (
        <Section title="Merged into this record" note="Each can be taken back for 30 days.">
          <ul className="divide-y border-y text-sm">
            {merges.map((merge) => (
              <li key={merge.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="min-w-0">
                  <span dir="auto">{merge.goneName}</span>
                  <span className="block text-muted">
                    {[formatDateTime(merge.madeAt, place), merge.by].filter(Boolean).join(', ')}
                  </span>
                </span>
                {mayMerge ? (
                  <Button size="small" pending={pending} onClick={() => takeBack(merge.id, merge.goneName)}>
                    Take back
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
