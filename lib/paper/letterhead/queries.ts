import 'server-only';
import { and, eq } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { companies } from '@/db/schema/companies';
import { pictures } from '@/db/schema/menu';
import { type Letterhead, paperLanguage } from '../document';

/** What the office's company writes on its paper. */
export const askLetterhead = prepared((db) =>
  db
    .select({
      version: companies.version,
      name: companies.name,
      legalName: companies.legalName,
      address: companies.address,
      phone: companies.phone,
      email: companies.email,
      taxNumber: companies.taxNumber,
      footer: companies.documentFooter,
      payment: companies.paymentInstructions,
      size: companies.paperSize,
      language: companies.language,
      logo: { id: pictures.id, width: pictures.width, height: pictures.height },
    })
    .from(companies)
    .leftJoin(pictures, and(eq(pictures.companyId, companies.id), eq(pictures.id, companies.logoId))),
);

type Row = Awaited<ReturnType<typeof askLetterhead>>[number];

/** The name that is registered stands above the address. */
export function tellLetterhead({ version: _, legalName, ...row }: Row): Letterhead {
  const address = [legalName, row.address].filter(Boolean).join('\n') || null;
  return { ...row, address, language: paperLanguage(row.language) };
}
