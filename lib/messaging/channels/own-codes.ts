/** Our own code for "the provider could not be reached", which Twilio never uses. */
export const notReached = 1;
/** The same for a mail server: it refused the mail for good, for now, or its answer to the content was lost. */
export const mailRefused = 2;
export const mailDeferred = 3;
export const mailUnanswered = 4;
