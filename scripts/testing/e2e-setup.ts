import { startStack } from '../stack';

/**
 * Playwright's global setup: a whole Cater of its own, unless E2E_BASE_URL names one that runs already.
 * Specs find it by E2E_BASE_URL, E2E_SIMULATOR_URL, E2E_DATABASE_URL and E2E_DATABASE_OWNER_URL; a second process of it is
 * started with E2E_SURROUNDINGS (JSON). Returns the teardown.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.E2E_BASE_URL) return undefined;
  const stack = await startStack({ fast: true });
  process.env.E2E_BASE_URL = stack.appUrl;
  process.env.E2E_SIMULATOR_URL = stack.simulatorUrl;
  process.env.E2E_DATABASE_URL = stack.databaseUrl;
  process.env.E2E_DATABASE_OWNER_URL = stack.ownerUrl;
  process.env.E2E_SURROUNDINGS = JSON.stringify(stack.surroundings);
  process.env.E2E_TWILIO_AUTH_TOKEN = stack.env.TWILIO_AUTH_TOKEN;
  process.env.E2E_TWILIO_ACCOUNT_SID = stack.env.TWILIO_ACCOUNT_SID;
  return stack.stop;
}
