import type { companyScreen } from '@/lib/people/company/screens';
import type { DataOf } from '@/lib/platform/screen';

export type CompanyData = DataOf<typeof companyScreen>;
export type Company = CompanyData['company'];
export type PlaceOptions = CompanyData['options'];
