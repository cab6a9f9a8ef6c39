/** Our environment without what would make a start use somebody's real database, Twilio or Inngest. */
export function neutralEnvironment(): NodeJS.ProcessEnv {
  const own =
    /^(DATABASE_|TEST_DATABASE_|TWILIO_|INNGEST_|AUTH_|SIMULATOR_|PUBLIC_URL$|SMTP_URL$|MAIL_FROM$|CATER_|VITEST|NODE_ENV$|PORT$|HOST$)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  return Object.fromEntries(kept) as NodeJS.ProcessEnv;
}
