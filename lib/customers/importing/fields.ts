import type { ImportField } from '@/lib/platform/import-kind';
import type { CustomerValues } from '../schema';

export type CustomerField = keyof CustomerValues;

/** What a list of customers can bring along; Odoo's names of it among the others. */
export const customerFields: readonly (ImportField & { name: CustomerField })[] = [
  {
    name: 'name',
    label: 'Name',
    missing: 'Say which column holds the name.',
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
