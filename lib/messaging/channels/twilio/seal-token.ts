import { sealing } from '@/lib/platform/seal-secrets';

/** Of the token of a company's own account; its owner is the company. */
export const { seal, unseal } = sealing('whatsapp sender token');
