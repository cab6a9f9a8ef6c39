import type { MergeSides } from './merge-queries';

type Side = MergeSides['keep'];
type State = 'granted' | 'withdrawn';

/** What the kept one has afterwards, and what is left behind because it has its own. The database does the same. */
export function previewMerge({ keep, go }: MergeSides) {
  const fields = ['phone', 'email', 'address', 'cuisine'] as const;
  const kept = Object.fromEntries(fields.map((field) => [field, keep[field] ?? go[field]])) as Pick<
    Side,
    (typeof fields)[number]
  >;
  const left = fields.flatMap((field) => {
    const theirs = go[field];
    return theirs !== null && keep[field] !== null && keep[field] !== theirs
      ? [{ field, value: theirs }]
      : [];
  });
  return {
    name: keep.name,
    ...kept,
    notes: [keep.notes, go.notes].filter(Boolean).join('\n') || null,
    tags: [...new Set([...keep.tags, ...go.tags])].sort(),
    ...{
      exemption: keep.exemption ?? go.exemption,
      displayCurrency: keep.displayCurrency ?? go.displayCurrency,
    },
    /** Whether what the one that goes says of tax or of its currency is left behind. */
    leftBilling: {
      exemption: differs(keep.exemption, go.exemption) ? go.exemption : null,
      displayCurrency: differs(keep.displayCurrency, go.displayCurrency) ? go.displayCurrency : null,
    },
    left,
    consents: {
      whatsapp: stricter('whatsapp', keep, go),
      email: stricter('email', keep, go),
      sms: stricter('sms', keep, go),
    },
  };
}

const differs = <T>(own: T | null, other: T | null) =>
  own !== null && other !== null && JSON.stringify(own) !== JSON.stringify(other);

/** An opt-out of either holds; a consent comes along only with the number or address that it was given for. */
function stricter(channel: 'whatsapp' | 'email' | 'sms', keep: Side, go: Side): State | null {
  const [own, other] = [keep.consents[channel] ?? null, go.consents[channel] ?? null];
  if (own === 'withdrawn' || other === 'withdrawn') return 'withdrawn';
  const comesAlong =
    channel === 'email' ? keep.email === null && go.email !== null : keep.phone === null && go.phone !== null;
  return own ?? (comesAlong ? other : null);
}
