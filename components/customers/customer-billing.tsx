import { DescriptionList } from '@/components/ui/description-list';
import { DialogButton } from '@/components/ui/dialog';
import { Section } from '@/components/ui/section';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import type { CustomerDetail } from '@/lib/customers/queries';
import { exemptOn } from '@/lib/pricing/rules';
import { sayExemption } from '@/lib/pricing/tax/words';
import { BillingDialog, billingDialog } from './billing-dialog';

export type Billing = {
  exemption: TaxExemption | null;
  currencies: string[];
  mayBill: boolean;
  /** The company's day. */
  today: string;
};
type Props = { customer: CustomerDetail['customer']; billing: Billing; currency: string; locale: string };

/** How a customer is billed: with tax or why without, and in which currency totals are shown to them as well. */
export function CustomerBilling({ customer, billing, currency, locale }: Props) {
  const { exemption, currencies, mayBill, today } = billing;
  const tax = exemption
    ? `${exemptOn(exemption, today) ? 'Exempt' : 'Was exempt'}: ${sayExemption(exemption, locale)}`
    : 'Pays tax';
  return (
    <Section
      title="Billing"
      actions={
        mayBill ? (
          <DialogButton opens={billingDialog} size="small">
            Change billing
          </DialogButton>
        ) : null
      }
    >
      <DescriptionList
        facts={[
          { term: 'Tax', value: tax },
          {
            term: 'Totals in',
            value: customer.displayCurrency ? `${currency} and about ${customer.displayCurrency}` : currency,
          },
        ]}
      />
      {mayBill ? <BillingDialog {...{ customer, exemption, currencies, currency }} /> : null}
    </Section>
  );
}
