import type { CustomerField } from './fields';

/** What a row says of who it is about: the phone's one spelling, the e-mail in small letters, the name. */
export type RowKeys = { phone: string | null; email: string | null; name: string };
/** A customer as they are known by; `merged` where they became part of another. */
export type Candidate = RowKeys & { id: string; merged: boolean };

export type Match = { found: string | undefined } | { conflict: string; field: CustomerField };

/** What two rows of one file share where they are about the same person. */
export const keyOf = ({ phone, email, name }: RowKeys): string => {
  if (phone) return `phone:${phone}`;
  return email ? `email:${email}` : `name:${name.toLowerCase()}`;
};

/**
 * Whom a row is about. The phone says it; without one the e-mail; without both the name, among those who have neither.
 * Two that it could be are never guessed between.
 */
export function matchRow(row: RowKeys, candidates: readonly Candidate[]): Match {
  const byPhone = row.phone ? candidates.filter(({ phone }) => phone === row.phone) : [];
  const own = byPhone.find(({ merged }) => !merged);
  if (own) return { found: own.id };
  if (byPhone.length > 0)
    return {
      conflict: `${byPhone[0]?.name} had this number and was merged into another customer.`,
      field: 'phone',
    };
  const open = candidates.filter(({ merged }) => !merged);
  if (row.email) {
    const byEmail = open.filter(({ email }) => email === row.email);
    const other = row.phone && byEmail.find(({ phone }) => phone !== null);
    if (other)
      return { conflict: `${other.name} has this e-mail with another phone number.`, field: 'email' };
    if (byEmail.length > 1)
      return {
        conflict: `${byEmail.length} customers have this e-mail. Add the phone number.`,
        field: 'email',
      };
    return { found: byEmail[0]?.id };
  }
  if (row.phone) return { found: undefined };
  const byName = open.filter(
    ({ phone, email, name }) => !phone && !email && name.toLowerCase() === row.name.toLowerCase(),
  );
  if (byName.length > 1)
    return {
      conflict: `${byName.length} customers are called this. Add a phone number or an e-mail.`,
      field: 'name',
    };
  return { found: byName[0]?.id };
}
