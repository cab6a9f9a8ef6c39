/** What the people of a company can be told of, in the order of the settings. */
export const alertKinds = {
  case_opened: { label: 'An unhappy customer: a case was opened', urgent: true },
  case_late: { label: 'A case was not taken or solved in time', urgent: true },
  recovery_failed: { label: 'A customer is still unhappy after the recovery', urgent: true },
  voucher_not_told: { label: 'A customer could not be told their code' },
  may_want_to_cancel: { label: 'A customer may want to cancel', urgent: true },
  guest_count: { label: 'The guest count of an event has changed' },
  message_needs_person: { label: 'A customer wrote and expects an answer', again: true },
  message_unread: { label: 'A message could not be read automatically' },
  reply_not_written: { label: 'An answer to a customer could not be written' },
  message_failed: { label: 'A message could not be delivered' },
  sender_paused: { label: 'WhatsApp sending is paused', roles: ['manager'], urgent: true },
  unknown_recipient: { label: 'A message to one of our numbers reached nobody', roles: ['manager'] },
  template_stopped: { label: 'WhatsApp stopped a message template', roles: ['manager'] },
  template_rejected: { label: 'WhatsApp rejected a message template', roles: ['manager'] },
  template_paused: { label: 'WhatsApp paused a message template', roles: ['manager'] },
  template_disabled: { label: 'WhatsApp disabled a message template', roles: ['manager'] },
  template_category: { label: 'WhatsApp files a template as marketing', roles: ['manager'] },
} as const satisfies Record<string, KindOfAlert>;

type KindOfAlert = {
  label: string;
  /** Who hears of it unless the company says otherwise; the whole office where nothing stands. */
  roles?: readonly AlertRole[];
  urgent?: boolean;
  /** Told anew each time it happens, also while it is open. */
  again?: boolean;
};

export type AlertKind = keyof typeof alertKinds;
export const alertRoles = ['manager', 'staff'] as const;
export type AlertRole = (typeof alertRoles)[number];

const kindOf = (kind: string): KindOfAlert | undefined =>
  Object.hasOwn(alertKinds, kind) ? alertKinds[kind as AlertKind] : undefined;

export const isAlertKind = (kind: string): kind is AlertKind => Object.hasOwn(alertKinds, kind);

/** Who hears of a kind unless the company says otherwise. */
export const usualRoles = (kind: string): readonly AlertRole[] => kindOf(kind)?.roles ?? alertRoles;

export const isUrgent = (kind: string): boolean => kindOf(kind)?.urgent ?? false;

export const isToldAgain = (kind: string): boolean => kindOf(kind)?.again ?? false;

/** What is urgent always reaches the managers. */
export function rolesFor(kind: string, chosen: readonly AlertRole[] | undefined): AlertRole[] {
  const wanted = chosen ?? usualRoles(kind);
  return alertRoles.filter((role) => wanted.includes(role) || (role === 'manager' && isUrgent(kind)));
}
