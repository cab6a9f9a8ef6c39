/** A record as the table's columns are called, for the database to lay back. */
export const columnsOf = (stored: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(stored).map(([field, value]) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
