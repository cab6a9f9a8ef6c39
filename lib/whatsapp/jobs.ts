import { sendMessage } from './jobs/send-message';

/** The slice's jobs, for the registry. */
export const whatsappJobs = [sendMessage];
