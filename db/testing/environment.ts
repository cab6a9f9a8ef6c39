// Tests reach the database as the app does: through the pool of its own login.
process.env.DATABASE_URL = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
process.env.PUBLIC_URL ??= 'http://127.0.0.1:3000';
process.env.AUTH_SECRET ??= 'only-for-tests-only-for-tests-only-for-tests';
process.env.TWILIO_ACCOUNT_SID ??= 'AC00000000000000000000000000000001';
process.env.TWILIO_AUTH_TOKEN ??= 'token-of-the-tests';
