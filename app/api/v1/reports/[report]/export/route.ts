import { answerReportFile } from '@/lib/reports/report-routes';

export const GET = answerReportFile;
