/** The current instant. The one place that reads the clock; rules get it as an argument. */
export function now(): Date {
  return new Date();
}
