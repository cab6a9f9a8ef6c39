/** The sizes that a benchmark is asked for after its name, in order: `npm run -s bench -- dashboard 1000 100000`. */
export function askedSizes(usual: readonly number[]): number[] {
  const asked = process.argv.slice(3).map(Number);
  if (asked.some((size) => !Number.isInteger(size) || size < 100)) {
    console.error('Sizes are whole numbers of bookings, 100 at least.');
    process.exit(2);
  }
  return (asked.length > 0 ? asked : [...usual]).sort((one, other) => one - other);
}
