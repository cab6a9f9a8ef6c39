import 'server-only';
import { mailSender } from '@/lib/messaging/channels/mail/send-mail';
import { env } from '@/lib/platform/env';
import { screen } from '@/lib/platform/screen';
import { placeOptions } from './place-options';
import { askCompany } from './queries';

/** Where its mails come from; `from` is null where none go out. */
const mailOf = (company: { name: string; email: string | null }) => ({
  from: mailSender(company)?.address ?? null,
  byInstallation: Boolean(env().MAIL_FROM),
  hasServer: Boolean(env().SMTP_URL),
});

/** What a company says of itself, where and how it works, and how its people sign in. */
export const companyScreen = screen({
  permission: 'settings.read',
  input: () => 'company' as const,
  ask: (tx) => [askCompany(tx)] as const,
  tell: ([[company]], _input, { identity: { confirmed } }) =>
    company && { company, options: placeOptions(company), confirmed, mail: mailOf(company) },
});
