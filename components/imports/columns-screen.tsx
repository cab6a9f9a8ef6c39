'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { SelectField } from '@/components/form/fields';
import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { useSent } from '@/components/screen/use-sent';
import { Field, FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { SideScroll } from '@/components/ui/side-scroll';
import { chooseColumns } from '@/lib/imports/actions';
import { fieldsOf } from '@/lib/imports/kinds';
import type { importScreen } from '@/lib/imports/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { dayOrderWords, existingWords, kindWords } from './words';

type Data = DataOf<typeof importScreen>;

/** Which column of the file holds what, with the first rows as they would be read. */
export function ColumnsScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useSent(sent);
  const { id, kind, heads, first, mapping, existing, dayOrder, status } = data;
  const fields = fieldsOf[kind];
  const router = useRouter();
  const [initial] = useState(
    (): Record<string, string> => ({
      ...Object.fromEntries(fields.map(({ name }) => [name, String(mapping[name] ?? '')])),
      existing,
      dayOrder: dayOrder ?? '',
    }),
  );
  const form = useForm({
    id: `import-columns:${id}`,
    initial,
    schema: () => import('@/lib/imports/schema').then((file) => file.columnsForm(fields)),
    send: (input, key) => chooseColumns({ id, ...input }, key),
    saved: () => router.push(`/settings/imports/${id}` as Route),
  });
  const wrong = form.errors;
  const open = status === 'columns' || status === 'checked';
  const columns = heads.map((label, index) => ({ value: String(index), label }));
  const used = new Set(fields.map(({ name }) => form.values[name]));
  const left = heads.filter((_, index) => !used.has(String(index)));
  return (
    <>
      <PageHead
        back={{ href: '/settings/imports', label: 'Import' }}
        title="Which column is what?"
        meta={[data.fileName, data.readAs, `${formatCount(data.totalRows, place.locale)} rows`]}
      />
      <div className="flex max-w-3xl flex-col gap-10">
        {open ? null : (
          <Notice
            tone="attention"
            actions={
              <ButtonLink size="small" href={`/settings/imports/${id}`}>
                See the import
              </ButtonLink>
            }
          >
            This import has gone on, so its columns can’t be changed any more.
          </Notice>
        )}
        <Form form={form} className="flex flex-col gap-8">
          <FieldGroup
            legend="Columns"
            help="Found by their names. Change what is wrong; it is remembered for next time."
          >
            <div className="grid gap-5 sm:grid-cols-2">
              {fields.map(({ name, label, missing }) => (
                <Field
                  key={name}
                  label={label}
                  name={name}
                  error={wrong[name]}
                  help={form.values[name] === '' ? undefined : sampleOf(first, Number(form.values[name]))}
                  {...(missing ? { required: true } : { optional: true })}
                >
                  <Select
                    {...form.bind(name)}
                    options={[{ value: '', label: 'Not in the file' }, ...columns]}
                  />
                </Field>
              ))}
            </div>
            {left.length > 0 ? <p className="text-muted text-sm">{`Left out: ${left.join(', ')}.`}</p> : null}
          </FieldGroup>
          {kind === 'bookings' || kind === 'rates' ? (
            <FieldGroup legend="Dates">
              <SelectField
                {...form.field('dayOrder')}
                label="Dates such as 06/07/2026"
                help="2026-07-06 and 6 July 2026 are read either way."
                options={[
                  { value: '', label: 'Don’t guess: show me the rows' },
                  ...Object.entries(dayOrderWords).map(([value, label]) => ({ value, label })),
                ]}
              />
            </FieldGroup>
          ) : null}
          <FieldGroup legend={kindWords[kind].there}>
            {kind === 'bookings' ? (
              <WhatBecomes />
            ) : (
              <SelectField
                {...form.field('existing')}
                label="What happens to them"
                help={kindWords[kind].known}
                options={Object.entries(existingWords).map(([value, label]) => ({ value, label }))}
              />
            )}
          </FieldGroup>
          <FormActions>
            <SaveButton form={form}>Check all rows</SaveButton>
          </FormActions>
        </Form>
        <FirstRows heads={heads} rows={first} />
      </div>
    </>
  );
}

/** By what rules bookings of another program come here. */
function WhatBecomes() {
  return (
    <ul className="flex max-w-prose list-disc flex-col gap-1 ps-5 text-muted text-sm">
      <li>
        Drafts to come are enquiries. What was confirmed there is a quote: confirm it here, so that it holds
        its time.
      </li>
      <li>Dishes are priced by your menu. Their own total is kept beside it.</li>
      <li>
        What was paid for events to come is brought along with a receipt, against the opening balance of your
        books here.
      </li>
      <li>
        Completed and cancelled events are history: without lines, nothing is owed and nobody is asked
        anything.
      </li>
      <li>{kindWords.bookings.known}</li>
      <li>Nobody gets a message.</li>
    </ul>
  );
}

function sampleOf(rows: Data['first'], column: number): string | undefined {
  const found = [...new Set(rows.map(({ cells }) => cells[column]).filter(Boolean))];
  return found.length > 0
    ? `Such as ${found.slice(0, 2).join(' or ').slice(0, 80)}`
    : 'Empty in the first rows';
}

/** The file as it was read. */
function FirstRows({ heads, rows }: Pick<Data, 'heads'> & { rows: Data['first'] }) {
  return (
    <Section title="The first rows" note="As they stand in the file.">
      <SideScroll label="First rows of the file">
        <table className="text-sm">
          <thead>
            <tr className="border-b text-muted">
              <th scope="col" className="py-2 pe-4 text-end font-medium">
                Line
              </th>
              {heads.map((head) => (
                <th
                  key={head}
                  scope="col"
                  dir="auto"
                  className="whitespace-nowrap py-2 pe-4 text-start font-medium"
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {rows.map(({ line, cells }) => (
              <tr key={line} className="align-top">
                <td className="tabular py-2 pe-4 text-end text-subtle">{line}</td>
                {heads.map((head, index) => (
                  <td key={head} dir="auto" className="max-w-64 truncate whitespace-nowrap py-2 pe-4">
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroll>
    </Section>
  );
}
