/** What is still to be paid for a booking, in minor units: its total less what was paid, credited and written off. */
export const leftToPay = ({ total, paid, takenOff }: { total: number; paid: number; takenOff: number }) =>
  Math.max(0, total - paid - takenOff);
