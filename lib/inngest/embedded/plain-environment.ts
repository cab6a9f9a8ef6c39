/**
 * Makes `process.env` a plain object with the same variables. The SDK copies the whole environment several
 * times for each call, and each read of Node's own `process.env` is a native call: together a third of a
 * call's time. Child processes still inherit it; only native code wouldn't see later changes.
 */
export function copyEnvironment(): void {
  process.env = { ...process.env };
}
