/** One password for all demo people; the demo data refuses to be loaded in production. */
export const demoPassword = 'CaterDemo!2026';

export const demoLogins = [
  { role: 'manager', email: 'manager@catering.test', name: 'Akosua Boateng' },
  { role: 'planner', email: 'planner@catering.test', name: 'Efua Owusu' },
  { role: 'accountant', email: 'accountant@catering.test', name: 'Yaw Darko' },
  { role: 'staff', email: 'staff@catering.test', name: 'Kofi Asante' },
  { role: 'kitchen', email: 'kitchen@catering.test', name: 'Adwoa Sarpong' },
  { role: 'driver', email: 'driver@catering.test', name: 'Kojo Appiah' },
  { role: 'client', email: 'client@catering.test', name: 'Ama Mensah' },
] as const;
