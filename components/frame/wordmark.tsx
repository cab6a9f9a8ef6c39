/** The product's sign: a herb leaf on green. */
export function Sign({ className = 'size-7' }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 28 28" className={`shrink-0 ${className}`}>
      <rect width="28" height="28" rx="8" fill="var(--brand)" />
      <path
        d="M8 20c-1-7 3-12 12-12 0 9-5 13-12 12Zm0 0 6.5-6.5"
        fill="none"
        stroke="var(--on-brand)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Sign and name. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold text-base tracking-tight">
      <Sign />
      Cater
    </span>
  );
}
