/** One password for all demo people; the demo data refuses to be loaded in production. */
export const demoPassword = 'CaterDemo!2026';

export const demoLogins = [
  { role: 'manager', email: 'manager@catering.test', name: 'Akosua Boateng' },
  { role: 'staff', email: 'staff@catering.test', name: 'Kofi Asante' },
  { role: 'client', email: 'client@catering.test', name: 'Ama Mensah' },
] as const;
