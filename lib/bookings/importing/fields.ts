import type { ImportField } from '@/lib/platform/import-kind';

export type BookingField =
  | 'theirReference'
  | 'name'
  | 'customer'
  | 'phone'
  | 'email'
  | 'eventType'
  | 'startsAt'
  | 'time'
  | 'endsAt'
  | 'hours'
  | 'venue'
  | 'venueAddress'
  | 'guests'
  | 'serviceStyle'
  | 'status'
  | 'lines'
  | 'total'
  | 'paid'
  | 'specialRequests'
  | 'dietary';

/** What a list of bookings can bring along; what Odoo and our own list call it among the others. */
export const bookingFields: readonly (ImportField & { name: BookingField })[] = [
  {
    name: 'theirReference',
    label: 'Their reference',
    alike: [
      ...['theirreference', 'reference', 'bookingreference', 'bookingref', 'bookingnumber', 'bookingno'],
      ...['ref', 'ordernumber', 'orderreference', 'number'],
    ],
  },
  {
    name: 'name',
    label: 'Event',
    missing: 'Say which column holds the event’s name.',
    alike: ['eventname', 'event', 'eventtitle', 'bookingname', 'title', 'occasion', 'name'],
  },
  {
    name: 'customer',
    label: 'Customer',
    alike: [
      ...['customername', 'customer', 'customerdisplayname', 'customeridname', 'clientname', 'client'],
      ...['partnername', 'partneridname', 'partner', 'contactname', 'contact'],
    ],
  },
  {
    name: 'phone',
    label: 'Customer’s phone',
    alike: [
      ...['customermobile', 'customerphone', 'customerwhatsapp', 'partnerphone', 'partnermobile'],
      ...['mobile', 'phone', 'phonenumber', 'whatsapp', 'telephone', 'tel'],
    ],
  },
  {
    name: 'email',
    label: 'Customer’s e-mail',
    alike: ['customeremail', 'partneremail', 'email', 'emailaddress', 'mail'],
  },
  { name: 'eventType', label: 'Type of event', alike: ['eventtype', 'typeofevent', 'type', 'category'] },
  {
    name: 'startsAt',
    label: 'Starts',
    missing: 'Say which column holds the day it starts.',
    alike: [
      ...['eventdate', 'starts', 'startsat', 'start', 'eventstart', 'startdate', 'startdatetime'],
      ...['eventdatetime', 'date', 'day'],
    ],
  },
  { name: 'time', label: 'Start time', alike: ['starttime', 'eventtime', 'time'] },
  {
    name: 'endsAt',
    label: 'Ends',
    alike: ['ends', 'endsat', 'end', 'eventenddate', 'eventend', 'enddate', 'enddatetime', 'endtime'],
  },
  {
    name: 'hours',
    label: 'Hours',
    alike: ['hours', 'duration', 'durationhours', 'eventduration', 'eventdurationhours'],
  },
  {
    name: 'venue',
    label: 'Venue',
    missing: 'Say which column holds the venue.',
    alike: ['venue', 'venuename', 'location', 'place', 'eventvenue'],
  },
  { name: 'venueAddress', label: 'Address', alike: ['venueaddress', 'eventaddress', 'address'] },
  {
    name: 'guests',
    label: 'Guests',
    missing: 'Say which column holds the guests.',
    alike: ['guests', 'guestcount', 'numberofguests', 'noofguests', 'covers', 'pax', 'attendees', 'people'],
  },
  { name: 'serviceStyle', label: 'Style', alike: ['servicestyle', 'style', 'servicetype'] },
  { name: 'status', label: 'Status', alike: ['status', 'state', 'bookingstatus'] },
  {
    name: 'lines',
    label: 'Dishes and services',
    alike: ['dishesandservices', 'dishes', 'menu', 'menuitems', 'menulines', 'items', 'lines'],
  },
  {
    name: 'total',
    label: 'Their total',
    alike: ['theirtotal', 'totalamount', 'total', 'amounttotal', 'grandtotal', 'amount'],
  },
  {
    name: 'paid',
    label: 'Paid so far',
    alike: ['paidamount', 'amountpaid', 'paid', 'paidsofar', 'paidtodate', 'depositpaid', 'payments'],
  },
  {
    name: 'specialRequests',
    label: 'Special requests',
    alike: ['specialrequests', 'specialrequest', 'requests', 'notes', 'remarks', 'comments'],
  },
  {
    name: 'dietary',
    label: 'Diets and allergies',
    alike: ['dietaryrestrictions', 'dietary', 'diets', 'dietsandallergies', 'allergies'],
  },
];
