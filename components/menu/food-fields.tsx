'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { CheckGrid } from '@/components/ui/check-grid';
import { FieldGroup } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { optionsOf } from '@/components/ui/options';
import { Select } from '@/components/ui/select';
import { allergens } from '@/db/enums';
import type { Allergens } from '@/lib/menu/rules';
import type { DishValues } from '@/lib/menu/schema';
import {
  type AllergenState,
  allergenPhrase,
  allergenStates,
  allergenStateWords,
  allergenWords,
  dietWords,
} from '@/lib/menu/words';

type DietProps = {
  diets: DishValues['diets'];
  error?: string;
  change: (diets: DishValues['diets']) => void;
  spice: ReactNode;
};

/** Who can eat it, and how hot it is. */
export function DietFields({ diets, error, change, spice }: DietProps) {
  return (
    <FieldGroup legend="Diets" name="diets" error={error}>
      <CheckGrid
        name="diets"
        options={optionsOf(dietWords)}
        chosen={diets}
        change={change}
        className="gap-y-1 sm:grid-cols-3"
      />
      {spice}
    </FieldGroup>
  );
}

type AllergenProps = {
  states: DishValues['allergens'];
  known: Allergens;
  change: (states: DishValues['allergens']) => void;
};

const options = allergenStates.map((value) => ({ value, label: allergenStateWords[value] }));

/** What is known of each of the 14; what nobody has said is unknown, and stays so until somebody does. */
export function AllergenFields({ states, known, change }: AllergenProps) {
  const fieldId = useFieldIds();
  const open = allergens.filter((allergen) => (states[allergen] ?? 'unknown') === 'unknown');
  return (
    <FieldGroup
      legend="Allergens"
      help={`${allergenPhrase(known)}. “Unknown” is shown as unknown: it is never taken for “free from”.`}
    >
      <ul className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
        {allergens.map((allergen) => (
          <li key={allergen} className="flex items-center justify-between gap-3">
            <label htmlFor={fieldId(`allergens.${allergen}`)} className="text-sm">
              {allergenWords[allergen]}
            </label>
            <Select
              id={fieldId(`allergens.${allergen}`)}
              name={`allergens.${allergen}`}
              value={states[allergen] ?? 'unknown'}
              options={options}
              className="w-40 shrink-0"
              onChange={(event) => change({ ...states, [allergen]: event.target.value as AllergenState })}
            />
          </li>
        ))}
      </ul>
      {open.length > 0 && open.length < allergens.length ? (
        <div>
          <Button
            size="small"
            onClick={() =>
              change({ ...states, ...Object.fromEntries(open.map((allergen) => [allergen, 'free'])) })
            }
          >
            Mark the other {open.length} as free from
          </Button>
        </div>
      ) : null}
    </FieldGroup>
  );
}
