/** The seed services: price of one unit and cost in minor units, duration in minutes. */
export const seedServices = [
  { name: 'Additional Waiter', kind: 'staff', price: 15_000, cost: 9000, durationMinutes: 480 },
  { name: 'Live Cooking Chef', kind: 'staff', price: 40_000, cost: 22_000, durationMinutes: 240 },
  {
    name: 'Bartender',
    kind: 'staff',
    price: 6000,
    cost: 3500,
    unit: 'hour',
    minimumOrder: 4,
    durationMinutes: 0,
  },
  { name: 'Table & Chair Setup', kind: 'equipment', price: 20_000, cost: 8000, durationMinutes: 120 },
  {
    name: 'Plates and cutlery',
    kind: 'equipment',
    price: 250,
    cost: 90,
    unit: 'guest',
    minimumOrder: 20,
    durationMinutes: 0,
  },
  { name: 'Canopy tent, 60 seats', kind: 'equipment', price: 65_000, cost: 38_000, durationMinutes: 1440 },
  { name: 'Event Decoration', kind: 'decoration', price: 30_000, cost: 16_000, durationMinutes: 180 },
  { name: 'Post-Event Cleanup', kind: 'cleanup', price: 18_000, cost: 7500, durationMinutes: 120 },
  {
    name: 'Food Transportation',
    kind: 'transport',
    price: 10_000,
    cost: 4500,
    unit: 'flat',
    durationMinutes: 60,
  },
] as const;

export const seedCustomers = [
  'Ama Mensah',
  'Kwame Owusu',
  'Efua Quaye',
  'Yaw Darko',
  'Abena Sarpong',
  'Kojo Appiah',
  'Adwoa Nyarko',
  'Nana Yeboah',
  'Esi Amoah',
  'Fiifi Tetteh',
  'Akua Donkor',
  'Selorm Agbeko',
  'Mariama Issah',
  'Jean-Luc Koffi',
] as const;

export const seedVenues = [
  'Trinity Hall, East Legon',
  'Labadi Beach Garden',
  'Ridge Church Centre',
  'Kempinski Terrace',
  'Aburi Garden Lodge',
  'Tema Community 6 Hall',
  'Family house, Dansoman',
  'Ho Municipal Assembly Hall',
] as const;

export const seedEvents = [
  { type: 'wedding', name: 'wedding reception' },
  { type: 'engagement', name: 'traditional engagement' },
  { type: 'birthday', name: '50th birthday' },
  { type: 'corporate', name: 'end-of-year dinner' },
  { type: 'funeral', name: 'thanksgiving service' },
  { type: 'outdooring', name: 'outdooring' },
  { type: 'graduation', name: 'graduation party' },
] as const;

export const seedComments: Record<number, string[]> = {
  5: [
    'The jollof was gone before the speeches. Thank you!',
    'Everyone asked who cooked. God bless you.',
    'Perfect from setup to cleaning.',
  ],
  4: ['Very good food, drinks came a little late.', 'We enjoyed it. The tilapia was the best.'],
  3: ['Food fine, but we waited long for the buffet.', 'It was average.'],
  2: ['Half of the tables had no water.'],
  1: ['The food came two hours late and was cold.'],
};
