import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { nobody, type OpenWork, workWords } from '@/lib/people/open-work';

export type Heir = { userId: string; name: string };

type Props = {
  work: OpenWork;
  heirs: readonly Heir[];
  error: string | undefined;
  bound: Omit<ComponentProps<typeof Select>, 'options'>;
};

/** Asks who goes on with what somebody has open, and says what that is. */
export function HeirField({ work, heirs, error, bound }: Props) {
  return (
    <Field
      label="Who takes the open work over?"
      name="heirId"
      error={error}
      help={`Open: ${workWords(work)}.`}
      required
    >
      <Select
        {...bound}
        placeholder="Choose a person"
        options={[
          ...heirs.map((heir) => ({ value: heir.userId, label: heir.name })),
          { value: nobody, label: 'Nobody yet: leave it unassigned' },
        ]}
      />
    </Field>
  );
}

/** Where the work went, for the notice afterwards. */
export const wentTo = (heirs: readonly Heir[], heirId: string, count: number): string | undefined => {
  if (count === 0) return undefined;
  const heir = heirs.find(({ userId }) => userId === heirId);
  return heir ? `${count} open go on with ${heir.name}.` : `${count} open are nobody’s for now.`;
};
