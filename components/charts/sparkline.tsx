type SparklineProps = {
  /** Oldest first; a gap is null. */
  values: readonly (number | null)[];
  /** Read instead of the line: "Revenue, last 6 months, rising". */
  label: string;
};

const width = 96;
const height = 24;
const inset = 2;

/** The pieces between gaps, as SVG paths; the lowest line is zero. */
function pathsOf(values: SparklineProps['values']): string {
  const highest = Math.max(1, ...values.map((value) => value ?? 0));
  const step = (width - 2 * inset) / Math.max(1, values.length - 1);
  let started = false;
  return values
    .map((value, at) => {
      if (value === null) {
        started = false;
        return '';
      }
      const x = inset + at * step;
      const y = height - inset - (Math.max(0, value) / highest) * (height - 2 * inset);
      const command = `${started ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      started = true;
      return command;
    })
    .join('');
}

/** A direction at a glance, beside the number it belongs to. */
export function Sparkline({ values, label }: SparklineProps) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="h-6 w-24 shrink-0">
      <path
        d={pathsOf(values)}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
