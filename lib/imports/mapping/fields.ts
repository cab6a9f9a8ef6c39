import type { CustomerValues } from '@/lib/customers/schema';

export type Field = {
  name: string;
  label: string;
  /** What other programs call it, as `fold` writes names; Odoo's among them. */
  alike: readonly string[];
};

export type CustomerField = keyof CustomerValues;

/** What a list of customers can bring along. */
export const customerFields: readonly (Field & { name: CustomerField })[] = [
  {
    name: 'name',
    label: 'Name',
    alike: [
      'name',
      'customer',
      'customername',
      'fullname',
      'displayname',
      'completename',
      'contact',
      'client',
      'nom',
    ],
  },
  {
    name: 'phone',
    label: 'Phone',
    alike: [
      'mobile',
      'phone',
      'phonenumber',
      'mobilenumber',
      'telephone',
      'tel',
      'cell',
      'whatsapp',
      'whatsappnumber',
    ],
  },
  { name: 'email', label: 'E-mail', alike: ['email', 'emailaddress', 'mail', 'courriel', 'emailnormalized'] },
  {
    name: 'address',
    label: 'Address',
    alike: ['address', 'completeaddress', 'contactaddress', 'street', 'adresse', 'contactaddresscomplete'],
  },
  { name: 'language', label: 'Language', alike: ['language', 'lang', 'langue'] },
  {
    name: 'cuisine',
    label: 'Favourite cuisine',
    alike: ['cuisine', 'favouritecuisine', 'favoritecuisine', 'cuisinepreference', 'preferredcuisine'],
  },
  { name: 'tags', label: 'Tags', alike: ['tags', 'tag', 'categories', 'category', 'labels', 'categoryid'] },
  {
    name: 'notes',
    label: 'Notes',
    alike: ['notes', 'note', 'comment', 'comments', 'remarks', 'internalnotes'],
  },
];

/** Field → place of its column, from 0. */
export type Mapping = Partial<Record<CustomerField, number>>;

/** A head without what people write differently: "E-Mail Address" → "emailaddress". */
export const fold = (head: string): string =>
  head
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
