/** A closed list of the database (`enums`), in a module of its own: what names it in the browser brings no other. */
export const bookingStatuses = [
  'enquiry',
  'quoted',
  'confirmed',
  'in_progress',
  'completed',
  'cancelled',
] as const;
