/** A closed list of the database (`enums`), in a module of its own: what names it in the browser brings no other. */
export const feedbackSources = ['whatsapp', 'sms', 'portal', 'web', 'phone', 'email', 'in_person'] as const;
