export const hour = 3_600_000;

/** The instant so many hours from now. */
export const later = (hours: number): Date => new Date(Date.now() + hours * hour);
