/** A QR code of squares that are dark or not, row by row; black on white in any theme, so that every camera reads it. */
export function CodeSquares(props: {
  squares: readonly (readonly boolean[])[];
  label: string;
  className?: string;
}) {
  const { squares, label, className } = props;
  const path = squares.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  const side = squares.length + 4;
  return (
    <svg
      viewBox={`-2 -2 ${side} ${side}`}
      className={className}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect x="-2" y="-2" width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
