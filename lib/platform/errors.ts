/** Why something was refused. Each maps to one HTTP status and one way to show it. */
export const refusalCodes = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 409,
  invalid: 422,
  rate_limited: 429,
} as const;

export type RefusalCode = keyof typeof refusalCodes;

export type RefusalDetail = {
  /** Field name → sentence, shown beside the field. */
  fields?: Record<string, string>;
  /** What someone else saved meanwhile: field → their value. */
  changed?: Record<string, unknown>;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
  /** Whoever asked may have it all the same, with a reason. */
  override?: true;
};

/** A decision against the caller, with a sentence that a person can act on. Not a fault, never logged as one. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly detail: RefusalDetail = {},
  ) {
    super(message);
  }
}

/** What is wrong with one field of a form, said beside it. */
export const refuseField = (field: string, sentence: string, code: RefusalCode = 'invalid') =>
  new Refusal(code, sentence, { fields: { [field]: sentence } });

/** What a rule answers: go on, or a reason a person can read. */
export type Decision<T = object> = ({ ok: true } & T) | { ok: false; code: RefusalCode; reason: string };

/** Turns a rule's no into a Refusal and gives back its yes. */
export function mustAllow<D extends Decision>(decision: D): Extract<D, { ok: true }> {
  if (!decision.ok) throw new Refusal(decision.code, decision.reason);
  return decision as Extract<D, { ok: true }>;
}

/** The same answer for what doesn't exist and for what belongs to someone else. */
export const notFound = (what: string) =>
  new Refusal('not_found', `This ${what} doesn’t exist or isn’t yours.`);

type DatabaseError = { code: string; constraint_name?: string; message: string };

/** PostgreSQL's own error behind Drizzle's wrapper, if there is one. */
export function databaseError(error: unknown): DatabaseError | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return at as unknown as DatabaseError;
  }
  return undefined;
}

const sentences: Record<string, string> = {
  bookings_no_overlap:
    'Another confirmed booking holds this venue at that time. Change the time or the venue.',
  bookings_paid: 'Payments can’t be negative or exceed the booking’s total.',
  customers_phone: 'Another customer already has this phone number.',
  items_name: 'There is a dish of this name already. Choose another name.',
  services_name: 'There is a service of this name already. Choose another name.',
  categories_name: 'There is a category of this name already. Choose another name.',
  packages_name: 'There is a package of this name already. Choose another name.',
  saved_views_name: 'You have a view of this name already.',
  tax_profiles_valid_from: 'Another tax holds from this day. Change that one, or choose another day.',
  senders_one_active: 'Someone else chose a sender at the same moment. Reload the page and look at theirs.',
  senders_address: 'This number is entered as a sender already.',
  senders_service: 'This messaging service is entered as a sender already.',
  purpose_texts_pkey: 'Someone else wrote new words at the same moment. Reload the page and read theirs.',
  users_email_unique: 'Someone already uses this e-mail address.',
};

/** The refusal that a database rule stands for, or undefined where the error is a fault. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const known = databaseError(error);
  if (!known) return undefined;
  const sentence = sentences[known.constraint_name ?? ''];
  switch (known.code) {
    case '23P01':
    case '23505':
      return new Refusal('conflict', sentence ?? 'This exists already.');
    case '23514':
      return new Refusal('invalid', sentence ?? 'A value is outside what is allowed.');
    case '23503':
      return new Refusal('not_found', 'Something this refers to doesn’t exist.');
    case '42501':
      return new Refusal('forbidden', 'You don’t have the rights for this.');
    case '40001':
    case '40P01':
    case '55P03':
      return new Refusal('conflict', 'Someone else is changing this right now. Try again.');
    default:
      return known.code.startsWith('CT') ? new Refusal('conflict', `${known.message}.`) : undefined;
  }
}
