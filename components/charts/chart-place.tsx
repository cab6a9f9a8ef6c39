const shares = ['45%', '70%', '55%', '85%', '60%', '75%'];

/** Holds a chart's place while its code is on the way. */
export function ChartPlace() {
  return (
    <div aria-hidden className="flex h-full min-h-40 animate-breathe items-end gap-[4%] px-[2%]">
      {shares.map((share) => (
        <span key={share} className="flex-1 rounded-md bg-bone" style={{ height: share }} />
      ))}
    </div>
  );
}
