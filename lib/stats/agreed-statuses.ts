/** Statuses of a booking that is agreed and not called off, as a list in SQL. */
export const agreed = `('confirmed', 'in_progress', 'completed')`;
