'use client';

import { createContext, useCallback, useContext } from 'react';

/** What stands before the ids of a form's fields where several forms are on one page, such as a dialog's id. */
export const FieldScope = createContext('');

/** Gives the id that a field's control carries, by its name; unique on the page, also with dialogs around. */
export function useFieldIds(): (name: string) => string {
  const scope = useContext(FieldScope);
  return useCallback((name: string) => (scope ? `field-${scope}-${name}` : `field-${name}`), [scope]);
}
