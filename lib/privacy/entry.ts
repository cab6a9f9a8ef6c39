/** What a column holds, for whoever asks what is kept of people. */
export const kinds = {
  plain: 'Nothing personal',
  customer: 'Personal, of a customer',
  member: 'Who of the office did it',
  accounts: 'Of the books',
  secret: 'Sealed or hashed',
} as const;
export type ColumnKind = keyof typeof kinds;

/** A table in plain words, with its columns by what they hold, apart by spaces. Each column stands once. */
export type TableEntry = { name: string } & { [K in ColumnKind]?: string };
