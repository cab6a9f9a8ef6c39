/** An icon of the sheet that every page shares; always beside its label or inside a control that has one. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg aria-hidden="true" className="i">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

export type IconName =
  | 'alert'
  | 'audit'
  | 'back'
  | 'bell'
  | 'bookings'
  | 'calendar'
  | 'cases'
  | 'customers'
  | 'documents'
  | 'enquiries'
  | 'feedback'
  | 'menu'
  | 'messages'
  | 'monitoring'
  | 'more'
  | 'narrow'
  | 'next'
  | 'payments'
  | 'reports'
  | 'search'
  | 'settings'
  | 'today';
