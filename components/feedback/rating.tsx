/** A rating of 5 as stars and figure; says so where none was given. The stars are drawn in rating.css. */
export function Rating({ value, large = false }: { value: number | null; large?: boolean }) {
  if (value === null) return <span className="text-muted">No rating</span>;
  return (
    <span className={large ? 'rating rating-large' : 'rating'}>
      <i aria-hidden className={`stars n${value}`} />
      <b>
        <span className="sr-only">Rated </span>
        {value}
        <span className="sr-only"> of 5</span>
      </b>
    </span>
  );
}
