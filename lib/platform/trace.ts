import 'server-only';

export type Attributes = Record<string, string | number>;
/** What a tracer does for us; there is one only where traces are wanted. */
export type Tracing = {
  /** Runs `work` as a part of what it is called in; it is over when what it gives is settled. */
  inSpan: <T>(name: string, attributes: Attributes, work: () => Promise<T>) => Promise<T>;
  /** A request until its answer is over; `go` is run as a part of it. `end` gets the status. */
  request: (name: string, attributes: Attributes, go: () => void) => (status: number) => void;
  /** Begins a part that is over when what is returned is called. */
  begin: (name: string, attributes: Attributes) => () => void;
};

const key = Symbol.for('cater.tracing');
const kept = globalThis as unknown as { [key]?: Tracing };

// On `globalThis`, because pages and instrumentation are bundled apart.
export const tracing = (): Tracing | undefined => kept[key];

export function writeTracing(tracer: Tracing | undefined): void {
  kept[key] = tracer;
}

/** Runs `work`, as a span where traces are wanted. Attributes are kinds and ids of ours, never what people said. */
export function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const tracer = tracing();
  return tracer ? tracer.inSpan(name, attributes, work) : work();
}
