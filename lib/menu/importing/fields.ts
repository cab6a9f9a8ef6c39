import type { ImportField } from '@/lib/platform/import-kind';

export type MenuField =
  | 'type'
  | 'name'
  | 'category'
  | 'description'
  | 'price'
  | 'unit'
  | 'feeds'
  | 'minimumOrder'
  | 'hours'
  | 'contains'
  | 'mayContain'
  | 'freeFrom'
  | 'diets'
  | 'spice'
  | 'availableFrom'
  | 'availableTo'
  | 'seasonFrom'
  | 'seasonTo'
  | 'offered'
  | 'eventType'
  | 'tier'
  | 'guestsFrom'
  | 'guestsTo'
  | 'courses'
  | 'services';

/** What a menu can bring along, in the order in which it is written as a file; Odoo's names of it among the others. */
export const menuFields: readonly (ImportField & { name: MenuField })[] = [
  { name: 'type', label: 'Type', alike: ['type', 'kind', 'servicetype', 'recordtype'] },
  {
    name: 'name',
    label: 'Name',
    missing: 'Say which column holds the name.',
    alike: ['name', 'dish', 'dishname', 'item', 'itemname', 'menuitem', 'servicename', 'product', 'nom'],
  },
  {
    name: 'category',
    label: 'Category',
    alike: ['category', 'categoryid', 'menucategory', 'group', 'section', 'categorie'],
  },
  { name: 'description', label: 'Description', alike: ['description', 'details'] },
  {
    name: 'price',
    label: 'Price',
    alike: ['price', 'priceperperson', 'unitprice', 'salesprice', 'listprice', 'prix', 'rate'],
  },
  { name: 'unit', label: 'Price is for', alike: ['priceisfor', 'unit', 'per', 'uom', 'unitofmeasure'] },
  { name: 'feeds', label: 'Feeds', alike: ['feeds', 'trayfeeds', 'serves'] },
  {
    name: 'minimumOrder',
    label: 'Smallest order',
    alike: ['smallestorder', 'minimumorder', 'minimumquantity', 'minqty', 'minorder'],
  },
  {
    name: 'hours',
    label: 'Hours',
    alike: ['hours', 'preparationhours', 'preparationtime', 'duration', 'durationhours', 'prephours'],
  },
  { name: 'contains', label: 'Contains', alike: ['contains', 'allergens'] },
  { name: 'mayContain', label: 'May contain', alike: ['maycontain', 'traces', 'tracesof'] },
  { name: 'freeFrom', label: 'Free from', alike: ['freefrom'] },
  { name: 'diets', label: 'Diets', alike: ['diets', 'diet', 'dietary', 'diettags'] },
  { name: 'spice', label: 'Spice', alike: ['spice', 'spicelevel', 'spiciness'] },
  { name: 'availableFrom', label: 'Offered from', alike: ['offeredfrom', 'availablefrom'] },
  {
    name: 'availableTo',
    label: 'Offered until',
    alike: ['offereduntil', 'availableto', 'availableuntil'],
  },
  { name: 'seasonFrom', label: 'Season from', alike: ['seasonfrom', 'seasonstart'] },
  { name: 'seasonTo', label: 'Season to', alike: ['seasonto', 'seasonend'] },
  { name: 'offered', label: 'On the menu', alike: ['onthemenu', 'active', 'offered'] },
  { name: 'eventType', label: 'Type of event', alike: ['typeofevent', 'eventtype', 'packagetype'] },
  { name: 'tier', label: 'Tier', alike: ['tier', 'packagetier'] },
  { name: 'guestsFrom', label: 'Guests from', alike: ['guestsfrom', 'minimumguests', 'minguests'] },
  {
    name: 'guestsTo',
    label: 'Guests until',
    alike: ['guestsuntil', 'gueststo', 'maximumguests', 'maxguests'],
  },
  { name: 'courses', label: 'Courses', alike: ['courses', 'packagecourses'] },
  { name: 'services', label: 'Services', alike: ['services', 'packageservices'] },
];
