/** How the hexadecimal digits of a simulator's own account begin. */
export const simulatorMark = '51d051d051d0';

/** A reason not to start, in one sentence. */
export class UnsafeToStart extends Error {
  override readonly name = 'UnsafeToStart';
}

/**
 * The simulator must never stand in for the real thing. Throws UnsafeToStart where the surroundings say
 * production, or name a Twilio account that is not this simulator's own.
 */
export function assertSafeToStart(
  env: Readonly<Record<string, string | undefined>>,
  accountSid: string,
): void {
  if (!/^AC[0-9a-fA-F]{32}$/.test(accountSid)) {
    throw new UnsafeToStart(
      `The simulator refuses to start: ${accountSid} has not the form of an account SID.`,
    );
  }
  if (env.CATER_ENV === 'production') {
    throw new UnsafeToStart('The simulator refuses to start: CATER_ENV is production.');
  }
  const real = env.TWILIO_ACCOUNT_SID;
  if (real && real !== accountSid && !real.startsWith(`AC${simulatorMark}`)) {
    throw new UnsafeToStart(
      "The simulator refuses to start: TWILIO_ACCOUNT_SID is set to an account that is not the simulator's.",
    );
  }
}
