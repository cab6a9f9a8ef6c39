'use client';

import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useDeferredValue, useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { describedBy, Field, FieldError } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Input } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { useAwaited } from '@/components/ui/use-awaited';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import { formatPhone } from '@/lib/platform/format/phones';

export type CustomerChoice = {
  id: string;
  name: string;
  phone: string | null;
  /** Why they pay no tax. */
  exemption: TaxExemption | null;
};

type Props = {
  value: string;
  /** The customer that `value` names, when the page knows them. */
  known?: CustomerChoice;
  error?: string;
  disabled?: boolean;
  /** Whether this person may add customers. */
  mayAdd: boolean;
  onChange: (id: string) => void;
  /** Takes down somebody who isn't a customer yet, with what was typed to find them. */
  asNew?: (sought: string) => void;
  /** Hears who the chosen one is, once that is known. */
  found?: (customer: CustomerChoice) => void;
};

async function fetchChoices(by: { q: string } | { id: string }): Promise<CustomerChoice[]> {
  const response = await fetch(`/customers/find?${new URLSearchParams(by)}`);
  if (!response.ok) throw new Error(`The customers answered ${response.status}`);
  return (await response.json()) as CustomerChoice[];
}

/** Finds a customer by part of a name or phone; shows the chosen one until it is changed. */
export function CustomerPicker(props: Props) {
  return (
    <QueryProvider>
      <Picker {...props} />
    </QueryProvider>
  );
}

function Picker({ value, known, error, disabled, mayAdd, asNew, onChange, found }: Props) {
  const fieldId = useFieldIds();
  const [chosen, setChosen] = useState(known);
  const at = [chosen, known].find((one) => one?.id === value);
  // A draft that was kept holds the id only.
  const asked = useQuery({
    queryKey: ['customers', 'chosen', value],
    queryFn: () => fetchChoices({ id: value }),
    enabled: Boolean(value) && !at,
  });
  const there = at ?? asked.data?.[0];
  useEffect(() => {
    if (there) found?.(there);
  }, [there, found]);
  const shown = there ?? (asked.isLoading ? { name: 'Looking…', phone: null } : undefined);
  if (value && shown) {
    return (
      <div className="flex flex-col gap-1.5">
        <div
          id={fieldId('customerId')}
          tabIndex={-1}
          className="flex items-center justify-between gap-3 rounded-md border bg-surface px-3 py-2"
        >
          <p dir="auto" className="min-w-0 break-words text-sm">
            <span className="font-medium">{shown.name}</span>
            {shown.phone ? (
              <span className="tabular block text-muted">{formatPhone(shown.phone)}</span>
            ) : null}
            {there?.exemption ? (
              <span className="block text-muted">Tax exempt: {there.exemption.reason}</span>
            ) : null}
          </p>
          {disabled ? null : (
            <Button
              size="small"
              onClick={() => onChange('')}
              aria-describedby={describedBy(fieldId('customerId'), { error })}
            >
              Change customer
            </Button>
          )}
        </div>
        {error ? <FieldError id={`${fieldId('customerId')}-error`}>{error}</FieldError> : null}
        {disabled ? <p className="text-subtle text-xs">Confirmed: only a manager changes this.</p> : null}
      </div>
    );
  }
  return (
    <Search
      error={error}
      mayAdd={mayAdd}
      asNew={asNew}
      choose={(customer) => {
        setChosen(customer);
        onChange(customer.id);
      }}
    />
  );
}

type SearchProps = Pick<Props, 'error' | 'mayAdd' | 'asNew'> & {
  choose: (customer: CustomerChoice) => void;
};

function Search(props: SearchProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const q = useDeferredValue(typed.trim());
  const {
    data = [],
    isError,
    isPending,
    isPlaceholderData,
  } = useQuery({
    queryKey: ['customers', 'find', q],
    queryFn: () => fetchChoices({ q }),
    placeholderData: keepPreviousData,
  });
  const { asNew, choose } = props;
  // While what is shown answers something typed before, Enter would take someone else.
  const isAnswered = q === typed.trim() && !isPlaceholderData && !isPending && !isError;
  const awaitAnswer = useAwaited(!isAnswered, () => {
    const [only, another] = data;
    // Several nobody has seen yet: the list stays, to be chosen from.
    if (only && !another) choose(only);
    else if (!only && q) asNew?.(q);
  });
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const current = data[active];
    if (step && data.length > 0) setActive((active + step + data.length) % data.length);
    else if (event.key !== 'Enter' || event.metaKey || event.ctrlKey) return;
    else if (!isAnswered) awaitAnswer(true);
    else if (current) choose(current);
    else if (q) asNew?.(q);
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {isAnswered && q ? `Customers who fit: ${data.length}` : ''}
      </p>
      <Field
        label="Customer"
        name="customerId"
        error={props.error}
        help="Part of the name or the phone."
        required
      >
        <Input
          role="combobox"
          aria-expanded={data.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={data[active] ? `${listId}-${active}` : undefined}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            awaitAnswer(false);
          }}
          onKeyDown={move}
          dir="auto"
        />
      </Field>
      <div
        id={listId}
        // A list of nothing to choose is none; what it says then is read as text.
        {...(data.length > 0 && { role: 'listbox', 'aria-label': 'Customers found' })}
        // The room that a full list takes, so that nothing below jumps when it comes.
        className={cx(
          'rounded-md border bg-surface p-1',
          isPending && 'min-h-74.5 pointer-coarse:min-h-90.5',
        )}
      >
        {data.map((customer, index) => (
          <button
            key={customer.id}
            id={`${listId}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onClick={() => choose(customer)}
            className={cx(
              'flex min-h-9 w-full items-center justify-between gap-3 rounded-md px-2.5 py-1.5 text-start text-sm hover:bg-hover pointer-coarse:min-h-11',
              index === active && 'bg-hover',
            )}
          >
            <span dir="auto" className="min-w-0 truncate">
              {customer.name}
            </span>
            <span className="tabular shrink-0 text-subtle">
              {customer.phone ? formatPhone(customer.phone) : null}
            </span>
          </button>
        ))}
        {data.length === 0 ? (
          <p className="px-2.5 py-1.5 text-muted text-sm">
            {isError
              ? 'The customers can’t be loaded now. Check the connection.'
              : !isAnswered
                ? 'Looking…'
                : asNew && q
                  ? 'Nobody found. Press Enter for a new caller.'
                  : 'Nobody found.'}
          </p>
        ) : null}
      </div>
      {asNew ? (
        <Button size="small" className="self-start" onClick={() => asNew(typed.trim())}>
          A new caller
        </Button>
      ) : null}
      {props.mayAdd ? (
        <p className="text-sm">
          <TextLink href="/customers/new?for=booking">Add a new customer</TextLink>
        </p>
      ) : null}
    </div>
  );
}

/** A cache of server answers for the part of a form that asks while somebody types. */
function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 2_000, refetchOnWindowFocus: true, retry: 1 } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
