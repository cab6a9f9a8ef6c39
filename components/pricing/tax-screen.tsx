'use client';

import { lazy, Suspense, useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { profileOn } from '@/lib/pricing/rules';
import { removeTax } from '@/lib/pricing/tax/actions';
import type { CompanyTax } from '@/lib/pricing/tax/queries';
import type { taxScreen } from '@/lib/pricing/tax/screens';
import { TaxPreview } from './tax-preview';
import { TaxWayForm } from './tax-way-form';

const TaxDialog = lazy(() => import('./tax-dialog'));

/** What tax is on prices or in them, by the day of the event: what holds, what will, and what did. */
export function TaxScreen({ sent }: { sent: Sent<DataOf<typeof taxScreen>> }) {
  const { data, place } = useScreen(sent);
  const { taxes, today, way } = data;
  const [edited, setEdited] = useState<CompanyTax | 'new'>();
  const holds = profileOn(taxes, today);
  return (
    <>
      <PageHead
        title="Tax"
        meta={['By the day of the event; bookings keep the tax that they were priced with']}
        primary={
          <Button aria-haspopup="dialog" onClick={() => setEdited('new')}>
            Add a tax
          </Button>
        }
      />
      <div className="mb-8 max-w-3xl">
        <TaxWayForm way={way} holds={holds} place={place} />
      </div>
      {taxes.length === 0 ? (
        <EmptyState title="No tax is added">
          Prices are what customers pay. Add the tax of your country with the day from which it holds.
        </EmptyState>
      ) : (
        <div className="flex max-w-3xl flex-col gap-8">
          {taxes.map((tax) => (
            <Section
              key={tax.id}
              title={tax.name}
              note={`For events from ${formatCalendarDate(tax.validFrom, place.locale, 'fullDay')}`}
              actions={
                <>
                  {tax.validFrom === holds?.validFrom ? <Pill tone="green">Holds today</Pill> : null}
                  {tax.validFrom > today ? <Pill tone="sky">To come</Pill> : null}
                  <Button
                    size="small"
                    aria-haspopup="dialog"
                    onClick={() => setEdited(tax)}
                    aria-label={`Change ${tax.name}`}
                  >
                    Change
                  </Button>
                  <Remove tax={tax} />
                </>
              }
            >
              <TaxPreview
                name={tax.name}
                components={tax.components}
                included={way.pricesIncludeTax}
                place={place}
              />
            </Section>
          ))}
        </div>
      )}
      {edited ? (
        <Suspense>
          <TaxDialog
            key={edited === 'new' ? 'new' : edited.id}
            tax={edited === 'new' ? null : edited}
            close={() => setEdited(undefined)}
            {...{ today, place }}
            included={way.pricesIncludeTax}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function Remove({ tax: { id, name } }: { tax: CompanyTax }) {
  const [asked, setAsked] = useState(false);
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const result = await attempt((key) => removeTax({ id }, key));
      notify(
        result.ok
          ? { message: `“${name}” is removed`, tone: 'plain' }
          : { message: 'Not removed', detail: result.message, tone: 'error' },
      );
    });
  if (!asked)
    return (
      <Button size="small" onClick={() => setAsked(true)} aria-label={`Remove ${name}`}>
        Remove
      </Button>
    );
  return (
    <Button size="small" variant="danger" pending={pending} onClick={remove}>
      Really remove it
    </Button>
  );
}
