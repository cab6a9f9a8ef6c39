/** The seed menu: price per guest in minor units, smallest order, preparation in minutes. */
export const seedCategories = [
  { name: 'Main dishes', position: 10 },
  { name: 'Rice', position: 20 },
  { name: 'Soups', position: 30 },
  { name: 'Beverages', position: 40 },
  { name: 'Desserts', position: 50 },
] as const;

type Category = (typeof seedCategories)[number]['name'];

export const seedItems: {
  category: Category;
  name: string;
  description: string;
  price: number;
  minimumOrder: number;
  preparationMinutes: number;
  vegetarian?: boolean;
  spicy?: boolean;
  allergens?: string[];
}[] = [
  {
    category: 'Rice',
    name: 'Jollof Rice with Chicken',
    description: 'Smoky tomato rice, grilled chicken thigh, shito on the side.',
    price: 2500,
    minimumOrder: 10,
    preparationMinutes: 180,
    spicy: true,
  },
  {
    category: 'Main dishes',
    name: 'Banku with Grilled Tilapia',
    description: 'Whole tilapia from the grill, fresh pepper, onions.',
    price: 3000,
    minimumOrder: 10,
    preparationMinutes: 150,
    spicy: true,
    allergens: ['fish'],
  },
  {
    category: 'Soups',
    name: 'Fufu with Light Soup',
    description: 'Pounded to order, goat meat light soup.',
    price: 2800,
    minimumOrder: 15,
    preparationMinutes: 240,
  },
  {
    category: 'Main dishes',
    name: 'Kelewele',
    description: 'Ripe plantain, ginger and pepper, fried crisp.',
    price: 800,
    minimumOrder: 20,
    preparationMinutes: 60,
    vegetarian: true,
    spicy: true,
    allergens: ['peanuts'],
  },
  {
    category: 'Beverages',
    name: 'Sobolo',
    description: 'Chilled hibiscus with ginger and pineapple.',
    price: 500,
    minimumOrder: 10,
    preparationMinutes: 30,
    vegetarian: true,
  },
];

/** The seed services: price in minor units, duration in minutes. */
export const seedServices = [
  { name: 'Additional Waiter', kind: 'staff', price: 15_000, durationMinutes: 480 },
  { name: 'Live Cooking Chef', kind: 'staff', price: 40_000, durationMinutes: 240 },
  { name: 'Table & Chair Setup', kind: 'equipment', price: 20_000, durationMinutes: 120 },
  { name: 'Event Decoration', kind: 'decoration', price: 30_000, durationMinutes: 180 },
  { name: 'Post-Event Cleanup', kind: 'cleanup', price: 18_000, durationMinutes: 120 },
  { name: 'Food Transportation', kind: 'transport', price: 10_000, durationMinutes: 60 },
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
