/** What PostgreSQL tells of the row it refused, and drivers of what was sent: names and numbers of people. */
const ofRows = new Set(['detail', 'where', 'params', 'parameters', 'args', 'input']);
const withValues = /^(Failed query: .*?)\nparams: .*$/s;

/** A fault as the log keeps it, its causes with it: what went wrong and where, without the values it went wrong with. */
export function faultWithoutValues(error: unknown): unknown {
  return error instanceof Error ? tellFault(error, new Set()) : error;
}

function tellFault(error: Error, told: Set<Error>): Record<string, unknown> {
  told.add(error);
  const message = error.message.replace(withValues, '$1');
  const among = (one: unknown): one is Error => one instanceof Error && !told.has(one);
  const said = Object.entries(error).filter(
    ([name, value]) => !ofRows.has(name) && !(value instanceof Error),
  );
  const within = error instanceof AggregateError ? error.errors.filter(among) : [];
  return {
    ...Object.fromEntries(said),
    type: error.constructor.name,
    message,
    stack: error.stack?.replace(error.message, () => message),
    ...(among(error.cause) && { cause: tellFault(error.cause, told) }),
    ...(within.length > 0 && { errors: within.map((one) => tellFault(one, told)) }),
  };
}
