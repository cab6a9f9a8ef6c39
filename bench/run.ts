import { measureHttp } from './http';

const benches: Record<string, () => Promise<void>> = {
  http: measureHttp,
  pages: async () => (await import('./pages')).measurePages(),
  dashboard: async () => (await import('./dashboard')).measureDashboard(),
  replies: async () => {
    await import('./replies');
  },
  bookings: async () => (await import('./bookings')).measureBookings(),
  feedback: async () => (await import('./feedback')).measureFeedback(),
  documents: async () => (await import('./documents')).measureDocuments(),
  reports: async () => (await import('./reports')).measureReports(),
  imports: async () => (await import('./imports')).measureImports(),
  soak: async () => (await import('./soak')).measureSoak(),
  exports: async () => (await import('./exports')).measureExports(),
};

const name = process.argv[2] ?? '';
const bench = benches[name];
if (!bench) {
  console.error(`Name a benchmark: npm run -s bench -- ${Object.keys(benches).join(' | ')}`);
  process.exit(2);
}
await bench();
