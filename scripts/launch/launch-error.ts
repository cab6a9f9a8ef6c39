/** A start that can't succeed. The message is the one line that the person at the terminal reads. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}
