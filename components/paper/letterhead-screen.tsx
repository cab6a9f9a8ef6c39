'use client';

import { SelectField, TextareaField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { PictureField } from '@/components/menu/picture-field';
import { useScreen } from '@/components/screen/use-screen';
import { DescriptionList } from '@/components/ui/description-list';
import { FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { notify } from '@/components/ui/toast';
import { saveLetterhead } from '@/lib/paper/letterhead/actions';
import type { letterheadScreen } from '@/lib/paper/letterhead/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

type Data = DataOf<typeof letterheadScreen>;

const labels = {
  documentFooter: 'At the foot of each page',
  paymentInstructions: 'How to pay',
  paperSize: 'Paper size',
  logoId: 'Logo',
};

const valuesOf = ({ letterhead: { footer, payment, size, logo } }: Data) => ({
  ...{ documentFooter: footer ?? '', paymentInstructions: payment ?? '', paperSize: size },
  logoId: logo?.id ?? '',
});
type Values = ReturnType<typeof valuesOf>;

/** What the company's profile says of it; here it is shown alone. */
const whoItIs = ({ letterhead: { name, legalName, address, taxNumber } }: Data) => [
  { term: 'Name', value: legalName ? `${name} (${legalName})` : name },
  { term: 'Address', value: address && <span className="whitespace-pre-line">{address}</span> },
  { term: 'Tax number', value: taxNumber },
];

/** What stands on the company's paper. */
export function LetterheadScreen({ sent }: { sent: Sent<Data> }) {
  const { data } = useScreen(sent);
  const form = useForm({
    id: 'letterhead',
    initial: valuesOf(data),
    version: data.letterhead.version,
    schema: () => import('@/lib/paper/letterhead/schema').then((file) => file.letterheadForm),
    send: (input, key, { version }) => saveLetterhead({ ...input, version }, key),
    stored: (changed): Values => {
      const known = Object.entries(changed).flatMap(([name, value]) =>
        name in labels ? [[name, value ?? '']] : [],
      );
      return { ...valuesOf(data), ...Object.fromEntries(known) };
    },
    saved: () => notify({ message: 'Saved. Whatever is printed from now on has it.' }),
  });
  const wrong = form.errors;
  return (
    <>
      <PageHead title="Paper" meta={['What stands on orders, quotes and invoices']} />
      <Form form={form} className="flex max-w-xl flex-col gap-8">
        <StaleNotice form={form} noun="setting" labels={labels} />
        <FieldGroup legend="Your company">
          <DescriptionList facts={whoItIs(data)} />
          <div>
            <ButtonLink href="/settings/company">Change who the company is</ButtonLink>
          </div>
          <PictureField
            noun="logo"
            whole
            help="PNG, JPEG, WebP or AVIF, up to 15 MB. Over the name on every paper and link, once the form is saved."
            value={form.values.logoId}
            error={wrong.logoId}
            change={(logoId) => form.set({ logoId })}
            hold={form.hold}
          />
        </FieldGroup>
        <FieldGroup legend="On every paper">
          <TextareaField
            {...form.field('paymentInstructions')}
            label={labels.paymentInstructions}
            help="Mobile money and bank, on papers that ask for money."
            rows={4}
          />
          <TextareaField
            {...form.field('documentFooter')}
            label={labels.documentFooter}
            help="Small: where the company is registered, its bank, its website."
            rows={2}
          />
          <SelectField
            {...form.field('paperSize')}
            label={labels.paperSize}
            help="Of every paper that is drawn or printed from now on."
            options={[
              { value: 'a4', label: 'A4' },
              { value: 'letter', label: 'Letter' },
            ]}
          />
        </FieldGroup>
        <FormActions>
          <SaveButton form={form}>Save paper</SaveButton>
        </FormActions>
      </Form>
    </>
  );
}
