import { answerReport } from '@/lib/reports/report-routes';

export const GET = answerReport;
